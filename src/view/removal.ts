/** What was removed, for people. */
import type { GcReport, HeldBack, Room } from '../run/removal.ts';
import { shortId } from '../run/run-id.ts';
import { formatBytes, formatCount } from './format.ts';
import { sanitise } from './sanitise.ts';

/** So many runs are named; there may be thousands. */
const NAMED = 10;

/** Prints what `gc` did, or would do, a line each. */
export function printGc({ dryRun, deleted, spared, waiting, freed, heldBack, swept }: GcReport): string {
  const named = deleted.slice(0, NAMED).map(({ id, name }) => `  ${sanitise(name)} (${shortId(id)})`);
  const more = deleted.length - named.length;
  const lines = [
    `${dryRun ? 'would delete' : 'deleted'} ${formatCount(deleted.length, 'run')} from the trash`,
    ...named,
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...spared.map(id => `kept ${shortId(id)}: it was edited just now`),
    ...(waiting > 0
      ? [
          `${formatCount(waiting, 'run')} in the trash ${waiting === 1 ? 'waits' : 'wait'} for ${waiting === 1 ? 'its' : 'their'} time`,
        ]
      : []),
    ...(swept > 0 ? [`removed ${formatCount(swept, 'leftover')} of recorders`] : []),
    `${dryRun ? 'would free' : 'freed'} ${printRoom(freed)}`,
    ...printHeldBack(heldBack),
  ];
  return lines.map(line => `${line}\n`).join('');
}

function printRoom({ objects, bytes }: Room): string {
  return `${formatBytes(bytes)} (${formatCount(objects, 'object')})`;
}

function printHeldBack({ objects, bytes, keptPacks }: HeldBack): string[] {
  if (objects === 0) return [];
  const room = printRoom({ objects, bytes });
  if (keptPacks.length === 0)
    return [`${room} stay for now: written in the last two weeks; --now frees them too`];
  return [`${room} stay: in packs that are kept`, ...keptPacks.map(pack => `  ${sanitise(pack)}`)];
}
