import t from 'tap';
import { hexOf, mix, PALETTES } from './palette.ts';

t.test('a colour is the terminal’s own, one of many, or as it is given', async t => {
  const of = (colour: Parameters<typeof hexOf>[0]) => hexOf(colour, PALETTES.dark, '#123456');
  t.equal(of(undefined), '#123456');
  t.equal(of(1), '#ff7b72');
  t.equal(of(16), '#000000');
  t.equal(of(75), '#5fafff');
  t.equal(of(214), '#ffaf00');
  t.equal(of(231), '#ffffff');
  t.equal(of(232), '#080808');
  t.equal(of(255), '#eeeeee');
  t.equal(of('#0a0b0c'), '#0a0b0c');
});

t.test('colours mix', async t => {
  t.equal(mix('#ffffff', 0.5, '#000000'), '#808080');
  t.equal(mix('#ff0000', 1, '#000000'), '#ff0000');
});
