/** Colours and weights of text, as ANSI SGR; on text that is sanitised already. */
import type { RunStatus } from '../run/run.ts';

/** Wraps a text; with styles off it gives the text back. */
export type Paint = (text: string) => string;

export interface Style {
  /** Switches codes on, with nothing that switches them off; nothing where styles are off, or there are no codes. */
  sgr(codes: readonly number[]): string;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly underline: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly magenta: Paint;
  readonly cyan: Paint;
}

/** The styles of an output: escape sequences when enabled, plain text otherwise. */
export function styles(enabled: boolean): Style {
  const paint = (on: number, off: number): Paint =>
    enabled ? text => (text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`) : text => text;
  return {
    sgr: codes => (enabled && codes.length > 0 ? `\x1b[${codes.join(';')}m` : ''),
    bold: paint(1, 22),
    dim: paint(2, 22),
    underline: paint(4, 24),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    blue: paint(34, 39),
    magenta: paint(35, 39),
    cyan: paint(36, 39),
  };
}

/** A text without its colours and weights. */
export function unstyled(text: string): string {
  return text.replace(/\x1b\[[\d;:]*m/g, '');
}

/** The colour of a status, the same in every list and page. */
export function statusStyle(status: RunStatus, style: Style): Paint {
  switch (status) {
    case 'finished':
      return style.green;
    case 'failed':
      return style.red;
    case 'killed':
      return style.magenta;
    case 'lost':
      return style.yellow;
    case 'running':
      return style.cyan;
  }
}
