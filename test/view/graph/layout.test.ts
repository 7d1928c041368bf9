import fc from 'fast-check';
import t from 'tap';
import { type GraphEntry, type GraphRow, layOut } from '../../../src/view/graph/layout.ts';
import { type GraphNode, graphOrder } from '../../../src/view/graph/order.ts';

/** Any runs that came from each other, in the order of a graph. */
const graph: fc.Arbitrary<GraphNode[]> = fc
  .array(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }), { maxLength: 30 })
  .map(all =>
    graphOrder(all.map((steps, at) => ({ id: String(at), parents: steps.map(step => String(at + step)) }))),
  );

const rowsOf = (entries: readonly GraphEntry[]): GraphRow[] => entries.flatMap(({ rows }) => rows);

/** The lanes below a row that an edge to a run can be in when it is in a lane above it. */
function follow(row: GraphRow, to: string, lanes: ReadonlySet<number>): Set<number> {
  return new Set(
    row.pieces.filter(piece => piece.to === to && lanes.has(piece.from)).map(({ into }) => into),
  );
}

t.test('a line is one lane', async t => {
  const entries = layOut([
    { id: 'b', parents: ['a'] },
    { id: 'a', parents: [] },
  ]);
  t.same(
    entries.map(({ rows }) => rows.length),
    [2, 1],
  );
  t.same(entries[0]?.below.pieces, [{ to: 'a', colour: 0, from: 0, into: 0 }]);
});

t.test('every run has one row', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(graph, nodes => {
        const shown = rowsOf(layOut(nodes)).flatMap(({ node }) => (node === undefined ? [] : [node.id]));
        t.same(
          shown,
          nodes.map(({ id }) => id),
        );
        return true;
      }),
      { numRuns: 50 },
    ),
  );
});

t.test('every edge leads from its run to its parent, row by row', async t => {
  const isConnected = (rows: readonly GraphRow[], child: string, parent: string): boolean => {
    const start = rows.findIndex(({ node }) => node?.id === child);
    const end = rows.findIndex(({ node }) => node?.id === parent);
    let lanes = new Set([rows[start]?.node?.lane as number]);
    // A fork begins at the run, or at the edge that left it the row before.
    let stems = new Set(lanes);
    for (const row of rows.slice(start + 1, end)) {
      const ahead = new Set([...lanes, ...stems]);
      const next = follow(row, parent, ahead);
      stems = new Set(row.node === undefined ? [...stems, ...[...stems].map(lane => lane + 1)] : []);
      lanes = next.size > 0 ? next : lanes;
      if (next.size === 0 && row.node !== undefined) return false;
    }
    return lanes.has(rows[end]?.node?.lane as number);
  };
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(graph, nodes => {
        const rows = rowsOf(layOut(nodes));
        return nodes.every(({ id, parents }) => parents.every(parent => isConnected(rows, id, parent)));
      }),
      { numRuns: 300 },
    ),
  );
});

t.test(
  'no two edges share a cell, nor meet but on the way to one run, and none is lost on the way',
  async t => {
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(graph, nodes => {
          const entries = layOut(nodes);
          for (const row of rowsOf(entries)) {
            const cells = row.pieces.map(({ from, into }) => from + into);
            if (row.node !== undefined) cells.push(2 * row.node.lane);
            if (new Set(cells).size !== cells.length) return false;
            if (row.pieces.some(({ from, into }) => Math.abs(from - into) > 1 || into < 0)) return false;
          }
          // Where two runs' edges are in one lane, one goes straight on, and the other comes and goes aslant.
          const rows = rowsOf(entries);
          return rows.slice(1).every((row, at) => {
            const above = rows[at] as GraphRow;
            return row.pieces.every(({ from, to, into }) => {
              const others = row.pieces.filter(piece => piece.from === from && piece.to !== to);
              const came = above.pieces.filter(piece => piece.into === from && piece.to === to);
              return others.every(
                other =>
                  (from === into) !== (other.from === other.into) &&
                  (from === into ||
                    above.node?.lane === from ||
                    came.every(piece => piece.from !== piece.into) ||
                    from < into),
              );
            });
          });
        }),
        { numRuns: 500 },
      ),
    );
  },
);

t.test('below a run the lanes are those that are still to come, each once, with no gap', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(graph, nodes =>
        layOut(nodes).every(({ below }, at) => {
          const later = new Set(nodes.slice(at + 1).map(({ id }) => id));
          const awaited = new Set(
            nodes
              .slice(0, at + 1)
              .flatMap(({ parents }) => parents)
              .filter(id => later.has(id)),
          );
          const lanes = below.pieces.map(({ to }) => to);
          return (
            lanes.length === awaited.size &&
            lanes.every(to => awaited.has(to)) &&
            below.pieces.every(({ from, into }, lane) => from === lane && into === lane)
          );
        }),
      ),
    ),
  );
});
