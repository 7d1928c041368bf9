/**
 * A graph as lanes beside a list, after Git's own (https://github.com/git/git/blob/master/graph.c): a lane for each run
 * that is still to come, to the left as soon as there is room. Pure: rows of edges, drawn by draw.ts.
 */
import type { GraphNode } from './order.ts';

/** The piece of an edge in one row: straight down, or one lane to the side. */
export interface Piece {
  /** The run it leads to. */
  readonly to: string;
  /** Lanes, from 0, above and below the row; they differ by 1 at most. */
  readonly from: number;
  readonly into: number;
  readonly colour: number;
}

export interface GraphRow {
  /** The run that stands here, and its lane; undefined in a row that only moves lanes. */
  readonly node?: { readonly id: string; readonly lane: number };
  /** All but those that end or begin at the node. */
  readonly pieces: readonly Piece[];
}

/** A node with its rows, and the lanes as they go on below them. */
export interface GraphEntry {
  readonly id: string;
  /** The first is the node's own. */
  readonly rows: readonly GraphRow[];
  readonly below: GraphRow;
}

interface Lane {
  readonly to: string;
  readonly colour: number;
}

/** An edge on its way to its lane. */
interface Moving extends Lane {
  at: number;
  readonly target: number;
}

/**
 * Lays out nodes in the order of `graphOrder`: each has one row, and rows below it where lanes move. Unlike Git, which
 * lets a parent follow at once, a line leads to it: most runs came from none, and would seem to come from each other.
 */
export function layOut(nodes: readonly GraphNode[]): GraphEntry[] {
  let lanes: Lane[] = [];
  let colours = 0;
  return nodes.map(({ id, parents }, index) => {
    const awaited = lanes.findIndex(({ to }) => to === id);
    const lane = awaited < 0 ? lanes.push({ to: id, colour: colours++ }) - 1 : awaited;
    const own = lanes[lane] as Lane;
    const pieces = lanes.map(straight).filter(({ from }) => from !== lane);
    const edges = parents.map((to, at) => ({ to, colour: at === 0 ? own.colour : colours++ }));
    const crowded = [...lanes.slice(0, lane), ...edges, ...lanes.slice(lane + 1)];
    const forked = forks(lanes, lane, edges);
    // Without edges the node leaves a gap.
    const settled = collapse(crowded, edges.length === 0 ? lane : undefined);
    lanes = settled.lanes;
    const below = { pieces: lanes.map(straight) };
    const moves = [...forked, ...settled.rows];
    const follows = moves.length === 0 && parents.includes(nodes[index + 1]?.id ?? '');
    return { id, rows: [{ node: { id, lane }, pieces }, ...moves, ...(follows ? [below] : [])], below };
  });
}

function straight({ to, colour }: Lane, at: number): Piece {
  return { to, colour, from: at, into: at };
}

/** A row for each edge but the first: it leaves the node's lane, or that of the edge before, and all to the right make room. */
function forks(lanes: readonly Lane[], lane: number, edges: readonly Lane[]): GraphRow[] {
  const [before, after] = [lanes.slice(0, lane), lanes.slice(lane + 1)];
  return edges.slice(1).map((edge, index) => {
    const stem = lane + index;
    const settled = [...before, ...edges.slice(0, index + 1)].map(straight);
    const leaving = { ...edge, from: stem, into: stem + 1 };
    const moved = after.map(({ to, colour }, at) => ({
      to,
      colour,
      from: stem + 1 + at,
      into: stem + 2 + at,
    }));
    return { pieces: [...settled, leaving, ...moved] };
  });
}

/** Moves lanes to the left, over a gap and into those that lead to the same run. */
function collapse(crowded: readonly Lane[], gap: number | undefined): { rows: GraphRow[]; lanes: Lane[] } {
  const lanes: Lane[] = [];
  const moving: Moving[] = crowded.map((lane, index) => {
    const known = lanes.findIndex(({ to }) => to === lane.to);
    const target = known >= 0 ? known : lanes.push(lane) - 1;
    return { ...lane, at: gap === undefined || index < gap ? index : index + 1, target };
  });
  const rows: GraphRow[] = [];
  while (moving.some(({ at, target }) => at !== target)) rows.push(step(moving));
  return { rows, lanes };
}

/**
 * One row: every edge that is not yet in its lane moves to the left. All move at once, so that no two are ever in one
 * lane but to pass over one that is in its own.
 */
function step(moving: Moving[]): GraphRow {
  const pieces = moving.map(edge => {
    const from = edge.at;
    if (from > edge.target) edge.at--;
    return { to: edge.to, colour: edge.colour, from, into: edge.at };
  });
  return { pieces: joined(pieces) };
}

/** Edges to one run that have met are one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const isSame = (a: Piece, b: Piece) => a.to === b.to && a.from === b.from && a.into === b.into;
  return pieces.filter((piece, at) => pieces.findIndex(other => isSame(piece, other)) === at);
}
