/** Where one is in a list or a page that is longer than the screen. */

export interface Place {
  readonly cursor: number;
  readonly top: number;
}

/** The keys that move by lines and screens. */
export type Movement = 'down' | 'up' | 'half-down' | 'half-up' | 'page-down' | 'page-up' | 'first' | 'last';

/** Lines that stay in sight around the cursor. */
const MARGIN = 2;

/** By how much a movement moves where the screen has so many lines; undefined where the action is none. */
export function distanceOf(action: string, height: number): number | undefined {
  switch (action as Movement) {
    case 'down':
      return 1;
    case 'up':
      return -1;
    case 'half-down':
      return Math.max(1, height >> 1);
    case 'half-up':
      return -Math.max(1, height >> 1);
    case 'page-down':
      return Math.max(1, height - 1);
    case 'page-up':
      return -Math.max(1, height - 1);
    case 'first':
      return Number.NEGATIVE_INFINITY;
    case 'last':
      return Number.POSITIVE_INFINITY;
    default:
      return undefined;
  }
}

/** Moves the cursor of a list; the first line on the screen follows it. */
export function moved({ cursor, top }: Place, by: number, { length, height }: Extent): Place {
  const next = Math.max(0, Math.min(cursor + by, length - 1));
  return { cursor: next, top: follow(next, top, { length, height }) };
}

export interface Extent {
  /** Lines there are, and that the screen has. */
  readonly length: number;
  readonly height: number;
}

/** The first line on the screen where a cursor is to be seen. */
export function follow(cursor: number, top: number, { length, height }: Extent): number {
  const margin = Math.min(MARGIN, Math.max(0, (height - 1) >> 1));
  const lowest = cursor - height + 1 + margin;
  const highest = cursor - margin;
  const wanted = Math.max(lowest, Math.min(top, highest));
  return Math.max(0, Math.min(wanted, Math.max(0, length - height)));
}

/** Scrolls a page that has no cursor. */
export function scrolled(top: number, by: number, { length, height }: Extent): number {
  return Math.max(0, Math.min(top + by, Math.max(0, length - height)));
}
