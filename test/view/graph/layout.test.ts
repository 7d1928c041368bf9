import fc from 'fast-check';
import t from 'tap';
import { type GraphEntry, type GraphRow, layOut, type Piece } from '../../../src/view/graph/layout.ts';
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
        return shown.join(' ') === nodes.map(({ id }) => id).join(' ');
      }),
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

t.test('two runs that stand one below the other have nothing to do with each other', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(graph, nodes => {
        const rows = rowsOf(layOut(nodes));
        return rows.slice(1).every(({ node }, at) => {
          const above = rows[at]?.node;
          if (node === undefined || above === undefined) return true;
          return !nodes.find(({ id }) => id === above.id)?.parents.includes(node.id);
        });
      }),
    ),
  );
});

t.test('no two signs share a cell', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(graph, nodes =>
        rowsOf(layOut(nodes)).every(({ node, pieces }) => {
          const cells = pieces.map(({ from, into }) => from + into);
          if (node !== undefined) cells.push(2 * node.lane);
          const isNear = pieces.every(({ from, into }) => Math.abs(from - into) <= 1 && into >= 0);
          return isNear && new Set(cells).size === cells.length;
        }),
      ),
      { numRuns: 300 },
    ),
  );
});

t.test('who follows a line with his eyes comes to the run it leads to', async t => {
  /** What goes on where a piece ends: in its direction, else straight down, else whatever there is. */
  const next = (piece: Piece, row: GraphRow): string | undefined => {
    const ways = row.pieces.filter(({ from }) => from === piece.into);
    const onward = ways.find(({ from, into }) => into - from === piece.into - piece.from);
    const down = ways.find(({ from, into }) => from === into);
    if (row.node?.lane === piece.into) return piece.from > piece.into && onward ? onward.to : row.node.id;
    // Forks of one run part one after the other.
    if (piece.from < piece.into) return ways.find(({ to }) => to === piece.to)?.to;
    return (onward ?? down ?? ways[0])?.to;
  };
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(graph, nodes => {
        const rows = rowsOf(layOut(nodes));
        return rows
          .slice(1)
          .every((row, at) => rows[at]?.pieces.every(piece => next(piece, row) === piece.to));
      }),
      { numRuns: 500 },
    ),
  );
});

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
