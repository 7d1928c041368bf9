import t from 'tap';
import * as pictures from '../../src/draw/pictures.ts';

t.test('the file that is built has both kinds of pictures', async t => {
  t.same(Object.keys(pictures).sort(), ['pngOf', 'svgOf']);
});
