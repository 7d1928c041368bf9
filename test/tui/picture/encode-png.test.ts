import { PNG } from 'pngjs';
import t from 'tap';
import { encodePng } from '../../../src/tui/picture/encode-png.ts';
import { pictureKind } from '../../../src/tui/picture/pixels.ts';
import { pixels } from '../../support/pictures.ts';

/** Where a PNG says of what its colours are made. */
const COLOUR_TYPE = 25;

t.test('opacity is kept, and left out where there is nothing to keep', async t => {
  const [opaque, clear] = [pixels(3, 2, x => [x, 20, 30]), pixels(3, 2, x => [x, 20, 30, x])];
  for (const [picture, type] of [
    [opaque, 2],
    [clear, 6],
  ] as const) {
    const bytes = encodePng(picture);
    t.equal(pictureKind(bytes), 'png');
    t.equal(bytes[COLOUR_TYPE], type);
    t.same([...PNG.sync.read(Buffer.from(bytes)).data], [...picture.data]);
  }
});
