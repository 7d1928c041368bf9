/** What was removed, for people. */
import type { ContentCopy, GcReport, HeldBack, PurgeReport, Room } from '../run/removal.ts';
import { shortId } from '../run/run-id.ts';
import { SNAPSHOTS } from '../run/run-ref.ts';
import { formatBytes, formatCount } from './format.ts';
import { sanitise } from './sanitise.ts';
import { quoteWord } from './shell-quote.ts';

/** So many runs are named; there may be thousands. */
const NAMED = 10;

/** Prints what `gc` did, or would do, a line each. */
export function printGc(report: GcReport): string {
  const { dryRun, deleted, spared, waiting, freed, heldBack, folded, unfolded, swept } = report;
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
    ...(folded > 0
      ? [`${dryRun ? 'would fold' : 'folded'} ${formatCount(folded, 'run')} into the ledger`]
      : []),
    ...(unfolded === undefined ? [] : [`not folded: ${sanitise(unfolded)}`]),
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

/** Prints what is purged, or would be: run by run, with a line for each file. */
export function printPurged({ dryRun, runs }: Pick<PurgeReport, 'dryRun' | 'runs'>): string {
  const lines = runs.flatMap(({ id, name, files }) => [
    `${dryRun ? 'would purge' : 'purged'} ${formatCount(files.length, 'file')} of ${sanitise(name)} (${shortId(id)})`,
    ...files
      .slice(0, SHOWN)
      .map(file => `  ${sanitise(file.path)}${file.in === 'source' ? ', in its source' : ''}`),
    ...(files.length > SHOWN ? [`  and ${files.length - SHOWN} more`] : []),
  ]);
  return lines.map(line => `${line}\n`).join('');
}

/** So many files of one run are named. */
const SHOWN = 20;

/** Prints what became of the content: what is free, what is still here and by whom, and where else it may be. */
export function printPurgeEnd(report: PurgeReport): string {
  const { freed, heldBack, copies, left, inWorkTree, remotes } = report;
  const places = remotes.length === 0 ? '' : ` (${remotes.map(name => sanitise(name)).join(', ')})`;
  const lines = [
    `freed ${printRoom(freed)}`,
    ...(left === 0
      ? ['what they held is nowhere in this repository any more']
      : printLeft(left, heldBack, copies)),
    ...inWorkTree.map(
      path => `the next run records it again: ${sanitise(path)}, unless .gitrunignore names it`,
    ),
    `copies elsewhere are not touched: remotes${places}, clones, backups, bundles may have it still`,
  ];
  return lines.map(line => `${line}\n`).join('');
}

function printLeft(left: number, heldBack: HeldBack, copies: readonly ContentCopy[]): string[] {
  const isHere = `${formatCount(left, 'content is', 'contents are')} still here`;
  if (copies.length > 0)
    return [`${isHere}, in what follows; it is purged there by:`, ...printCopies(copies)];
  if (heldBack.keptPacks.length > 0)
    return [
      `${isHere}, in a pack that is kept: remove its .keep file, and purge again`,
      ...heldBack.keptPacks.map(pack => `  ${sanitise(pack)}`),
    ];
  return [
    `${isHere}: something of your own holds it, such as the index, or commits that nothing refers to (git gc --prune=now)`,
  ];
}

/** Prints how each copy is removed, a line each. */
export function printCopies(copies: readonly ContentCopy[]): string[] {
  return copies.map(({ ref, run, path }) => {
    if (run !== undefined) return `  git run purge ${shortId(run.id)} --path ${quoteWord(path)}`;
    if (ref.startsWith(SNAPSHOTS)) return `  git update-ref -d ${sanitise(ref)}`;
    return `  git run purge ${shortId(ref)} --path ${quoteWord(path)}, when that run has ended`;
  });
}
