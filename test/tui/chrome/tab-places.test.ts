import t from 'tap';
import { tabPlaces } from '../../../src/tui/chrome/tab-places.ts';

t.test('names stand whole where there is room, else shorter, else as their numbers', async t => {
  t.equal(tabPlaces(120)[1]?.text, '2 Detail');
  t.equal(tabPlaces(80)[1]?.text, '2Detail');
  t.equal(tabPlaces(70)[1]?.text, '2Deta');
  t.equal(tabPlaces(20)[1]?.text, '2');
});

t.test('they stand one behind the other, within the screen', async t => {
  for (const width of [20, 64, 70, 90, 200]) {
    const places = tabPlaces(width);
    t.equal(places.length, 9);
    for (const [at, { x, width: cells, text }] of places.entries()) {
      t.equal(cells, text.length);
      t.ok(x + cells <= width && (at === 0 || x > (places[at - 1]?.x ?? 0)), `${width}: ${text}`);
    }
  }
});
