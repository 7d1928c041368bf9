/** How much room there is for what opens above the panes. */

/** Cells and lines that a window of a screen has at most, without its frame. */
export function roomOf({ columns, rows }: { readonly columns: number; readonly rows: number }) {
  return { width: Math.max(1, columns - 6), height: Math.max(1, rows - 6) };
}
