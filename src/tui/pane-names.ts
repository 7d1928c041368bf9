/** The panes by name, in the order of their numbers. */
export const PANE_NAMES = [
  'runs',
  'detail',
  'metrics',
  'compare',
  'diff',
  'artifacts',
  'output',
  'lineage',
  'remote',
] as const;

export type PaneName = (typeof PANE_NAMES)[number];

/** As it stands above a pane: `Runs`. */
export function titleOf(name: PaneName): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
