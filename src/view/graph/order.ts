/** The order of a graph: every run above those it came from, as git log --topo-order has it. */

/** A run, or one that is not there, and what it came from. */
export interface GraphNode {
  readonly id: string;
  readonly parents: readonly string[];
}

/**
 * Orders nodes so that each stands above its parents, and what came from one line stays together; apart from that they
 * keep their order. Parents that are no nodes are left out, and so are edges that lead round in a circle: what runs say of
 * each other is not to be trusted.
 */
export function graphOrder(nodes: readonly GraphNode[]): GraphNode[] {
  const known = new Map(nodes.map(node => [node.id, node]));
  const parentsOf = (id: string) =>
    [...new Set(known.get(id)?.parents)].filter(parent => parent !== id && known.has(parent));
  const children = new Map<string, number>();
  for (const { id } of nodes)
    for (const parent of parentsOf(id)) children.set(parent, (children.get(parent) ?? 0) + 1);
  const ordered: GraphNode[] = [];
  const placed = new Set<string>();
  const place = (start: string) => {
    const ready = [start];
    for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
      if (placed.has(id)) continue;
      placed.add(id);
      const parents = parentsOf(id).filter(parent => !placed.has(parent));
      ordered.push({ id, parents });
      // The first is to come next.
      for (const parent of parents.toReversed()) {
        const left = (children.get(parent) ?? 0) - 1;
        children.set(parent, left);
        if (left === 0) ready.push(parent);
      }
    }
  };
  for (const { id } of nodes) if (!children.has(id)) place(id);
  // What is left leads round in circles, which are cut at their first.
  for (const { id } of nodes) place(id);
  return ordered;
}
