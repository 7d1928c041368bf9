/** How figures look: colours, type and lines, by day and by night. */

export interface Look {
  readonly text: string;
  readonly dim: string;
  readonly axis: string;
  readonly grid: string;
  readonly back: string;
  /** Of runs and groups, in order. */
  readonly colours: readonly string[];
  /** Of numbers, from low to high. */
  readonly ramp: readonly string[];
}

export type Theme = 'light' | 'dark';

/**
 * Hues that colour-blind people tell apart, made calmer, and lighter at night: M. Okabe and K. Ito, "Color Universal
 * Design", 2008. Ramps are plasma (S. van der Walt and N. Smith, 2015) without the end that the ground swallows.
 */
export const LOOKS: Readonly<Record<Theme, Look>> = {
  light: {
    text: '#1f2328',
    dim: '#59636e',
    axis: '#b4bcc5',
    grid: '#eaeef2',
    back: '#ffffff',
    colours: ['#1f6fb2', '#d1601f', '#0f8a6c', '#cf7fb2', '#d99a00', '#49a7d8', '#4d5158', '#7a3f1c'],
    ramp: ['#0d0887', '#6a00a8', '#b12a90', '#e16462', '#f2944a'],
  },
  dark: {
    text: '#e6edf3',
    dim: '#9198a1',
    axis: '#4a525c',
    grid: '#21272e',
    back: '#0d1117',
    colours: ['#4f9fe8', '#f08a4b', '#1fae86', '#f2b2d9', '#f5c84f', '#a9e0fa', '#7f8790', '#b07a52'],
    ramp: ['#7e5fd6', '#b5559c', '#e16462', '#fca636', '#f0f921'],
  },
};

/** All as wide as Arial, by which text is measured; the first one is drawn in pictures. No quotes: it stands in attributes. */
export const FONT = 'Arimo, Arial, Helvetica, Liberation Sans, sans-serif';

/** The colour of a run or group. */
export function colourOf({ colours }: Look, index: number): string {
  return colours[index % colours.length] as string;
}

/** Where colours begin again, lines are dashed otherwise. */
export function dashOf({ colours }: Look, index: number): 'solid' | 'dashed' | 'dotted' {
  return (['solid', 'dashed', 'dotted'] as const)[Math.floor(index / colours.length) % 3] ?? 'solid';
}
