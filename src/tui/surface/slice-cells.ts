/** A part of a styled line, by cells. */
import { clustersOf } from '../state/clusters.ts';

/** Colours and weights, as `sanitiseLog` and our own styles have them. */
const STYLE = /(\x1b\[[\d;:]*m)/;
/** A character a cell. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Cuts the cells from `from` on, up to `to`, out of a line, with the styles they have there and those that are switched
 * off behind them. Of a wide character that an edge goes through, what is within is blank.
 */
export function sliceCells(line: string, from: number, to: number): string {
  let at = 0;
  let kept = '';
  for (const piece of line.split(STYLE)) {
    if (piece.startsWith('\x1b')) kept += piece;
    else if (PLAIN.test(piece)) {
      kept += piece.slice(Math.max(0, from - at), Math.max(0, to - at));
      at += piece.length;
    } else {
      let start = 0;
      for (const cluster of clustersOf(piece)) {
        if (at >= to) break;
        const end = at + cluster.cells;
        if (at >= from && end <= to) kept += piece.slice(start, cluster.end);
        else kept += ' '.repeat(Math.max(0, Math.min(end, to) - Math.max(at, from)));
        at = end;
        start = cluster.end;
      }
    }
  }
  return kept;
}
