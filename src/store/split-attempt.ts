/** An attempt as edits: one, or several where it has more to tell than one edit may hold. Pure. */
import type { Attempt } from '../run/attempt.ts';
import { canonical } from '../run/json.ts';
import { MOST } from './limits.ts';

/** Bytes of params and metrics in one: there is room beside them for files and problems. */
const LONGEST = MOST.edit / 2;

/** Splits it. The first has its files and its problems, each its end, and none a param or metric of another. */
export function splitAttempt(attempt: Attempt): Attempt[] {
  const bare = { ...attempt, params: {}, metrics: {} };
  const parts: Part[] = [newPart()];
  for (const of of ['params', 'metrics'] as const) {
    for (const [key, value] of Object.entries(attempt[of])) {
      const bytes = Buffer.byteLength(canonical({ [key]: value }));
      const last = parts.at(-1) as Part;
      const isFull = last.bytes > 0 && last.bytes + bytes > LONGEST;
      const part = isFull ? newPart() : last;
      if (isFull) parts.push(part);
      part.bytes += bytes;
      part[of].push([key, value]);
    }
  }
  return parts.map(({ params, metrics }, at) => ({
    ...bare,
    ...(at === 0 ? {} : { files: {}, problems: [] }),
    params: Object.fromEntries(params) as Attempt['params'],
    metrics: Object.fromEntries(metrics) as Attempt['metrics'],
  }));
}

interface Part {
  bytes: number;
  readonly params: [string, unknown][];
  readonly metrics: [string, unknown][];
}

function newPart(): Part {
  return { bytes: 0, params: [], metrics: [] };
}
