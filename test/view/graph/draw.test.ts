import t from 'tap';
import { drawGraph, graphWidth } from '../../../src/view/graph/draw.ts';
import { layOut } from '../../../src/view/graph/layout.ts';
import { graphOrder } from '../../../src/view/graph/order.ts';
import { styles } from '../../../src/view/style.ts';

/** Draws `abc`: the run a, that came from b and c. */
function draw(
  edges: string,
  { lines = (id: string): string[] => [id], width = 0, colours = false } = {},
): string {
  const nodes = edges.split(' ').map(edge => ({ id: edge[0] as string, parents: [...edge.slice(1)] }));
  const style = styles(colours);
  return drawGraph(layOut(graphOrder(nodes)), { style, mark: () => '*', lines, width })
    .map(line => `${line}\n`)
    .join('');
}

const drawn = (...lines: string[]) => lines.map(line => `${line}\n`).join('');

t.test('a line of reruns, and runs apart', async t => {
  t.equal(draw('cb ba a x'), drawn('* c', '|', '* b', '|', '* a', '* x'));
});

t.test('the children of a sweep', async t => {
  t.equal(draw('da ca ba a'), drawn('* d', '| * c', '|/', '| * b', '|/', '* a'));
});

t.test('a run that came from two', async t => {
  t.equal(draw('dcb ca ba a'), drawn('* d', '|\\', '* | c', '| * b', '|/', '* a'));
});

t.test('lanes to the right make room, and come back', async t => {
  t.equal(
    draw('gf xe edc fd d c'),
    drawn('* g', '|', '* f', '| * x', '| |', '| * e', '| |\\', '|/ /', '* | d', ' /', '* c'),
  );
});

t.test('an edge goes over a lane that is not its own', async t => {
  t.equal(
    draw('xa yb za wb va b a'),
    drawn('* x', '| * y', '| | * z', '| |/', '|/|', '| | * w', '| |/', '| * b', '| * v', '|/', '* a'),
  );
});

t.test('one that came from three', async t => {
  t.equal(draw('xabc a b c'), drawn('* x', '|\\', '| |\\', '* | | a', ' / /', '* | b', ' /', '* c'));
});

t.test('what is beside it may have several lines, and be aligned', async t => {
  const lines = (id: string) => [id, `more of ${id}`, ''];
  t.equal(
    draw('ca ba a', { lines, width: 3 }),
    drawn('*   c', '|   more of c', '|', '| * b', '|/  more of b', '|', '*   a', '    more of a', ''),
  );
});

t.test('lanes have colours, runs have none', async t => {
  t.equal(
    draw('ca ba a', { colours: true }),
    drawn('* c', '\x1b[31m|\x1b[39m * b', '\x1b[31m|\x1b[39m\x1b[32m/\x1b[39m', '* a'),
  );
});

t.test('its width is that of its widest row', async t => {
  t.equal(graphWidth([]), 0);
  t.equal(graphWidth(layOut([{ id: 'x', parents: [] }])), 1);
  t.equal(
    graphWidth(
      layOut([{ id: 'x', parents: ['a', 'b', 'c'] }, ...[...'abc'].map(id => ({ id, parents: [] }))]),
    ),
    5,
  );
});
