/** What a figure is drawn on. */
import type { Look } from './look.ts';

export interface Stage {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly look: Look;
  /** Whether it says by itself what it shows: a picture does, on a page the page does. */
  readonly isPicture: boolean;
}

/** Below this legends stand under the figure, and axes lie. */
export function isNarrow({ width }: Pick<Stage, 'width'>): boolean {
  return width < 520;
}
