import fc from 'fast-check';
import t from 'tap';
import { type GraphNode, graphOrder } from '../../../src/view/graph/order.ts';

const nodes = (...edges: string[]): GraphNode[] =>
  edges.map(edge => ({ id: edge[0] as string, parents: [...edge.slice(1)] }));
const ids = (given: readonly GraphNode[]) =>
  graphOrder(given)
    .map(({ id }) => id)
    .join('');

t.test('a run stands above those it came from', async t => {
  t.equal(ids(nodes('a', 'ba', 'cb')), 'cba');
  t.equal(ids(nodes('c', 'b', 'a')), 'cba', 'where there are none, the order stays');
});

t.test('what came from one line stays together', async t => {
  t.equal(ids(nodes('fd', 'ec', 'db', 'ca', 'b', 'a')), 'fdbeca');
});

t.test('a parent comes behind the last of its children', async t => {
  t.equal(ids(nodes('da', 'ca', 'b', 'a')), 'dcab');
});

t.test('who is not there is no parent, nor is a run of itself', async t => {
  t.same(graphOrder(nodes('aax', 'baa')), [
    { id: 'b', parents: ['a'] },
    { id: 'a', parents: [] },
  ]);
});

t.test('what runs say of each other may lead round in circles', async t => {
  t.same(graphOrder(nodes('ab', 'bc', 'ca')), [
    { id: 'a', parents: ['b'] },
    { id: 'b', parents: ['c'] },
    { id: 'c', parents: [] },
  ]);
});

t.test('every run comes once, above all that are named as its parents', async t => {
  const id = fc.constantFrom(...'abcdefgh');
  const any = fc.uniqueArray(fc.record({ id, parents: fc.array(id, { maxLength: 4 }) }), {
    selector: node => node.id,
  });
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(any, given => {
        const ordered = graphOrder(given);
        const place = new Map(ordered.map(({ id }, at) => [id, at]));
        return (
          ordered.length === given.length &&
          place.size === given.length &&
          ordered.every(({ parents }, at) => parents.every(parent => (place.get(parent) ?? -1) > at))
        );
      }),
    ),
  );
});
