/** What was sent, and what came, for people. */
import { shortId } from '../run/run-id.ts';
import { runIdOf } from '../run/run-ref.ts';
import type { FetchReport, MetadataReport, PushReport, Refused, SharedRun } from '../run/sharing.ts';
import { formatBytes, formatCount } from './format.ts';
import { sanitise } from './sanitise.ts';
import type { Style } from './style.ts';

/** So many runs are named; there may be thousands. */
const NAMED = 10;

/** Prints what a fetch did, or would do, a line each. */
export function printFetch(report: FetchReport, style: Style): string {
  const { dryRun, runs, folded = 0, ledgers = 0, experiments, models, dropped, kept, refused } = report;
  const from = sanitise(report.remote);
  const did = dryRun ? 'would fetch' : 'fetched';
  const isNothing =
    runs.length + folded + ledgers + experiments + models + dropped.length + refused.length === 0;
  const lines = [
    isNothing ? `nothing new on ${from}` : `${did} ${formatCount(runs.length, 'run')} from ${from}`,
    ...printShared(runs, style),
    ...(folded > 0 ? [`${did} ${formatCount(folded, 'folded run')}`] : []),
    ...printRecords(did, report),
    ...(ledgers > 0
      ? [`${did} ${formatCount(ledgers, 'ledger')}: only then is known which runs were folded, or deleted`]
      : []),
    ...printFetchedLarge(report.large),
    ...named('deleted elsewhere, and dropped here', dropped),
    ...named('deleted elsewhere, and kept: with edits, or never sent from here', kept),
    ...printRefused('not taken', refused, style),
  ];
  return lines.map(line => `${line}\n`).join('');
}

/** Prints what was learnt of a remote, or would be, a line each. */
export function printMetadata({ remote, dryRun, runs, ledgers, known, fresh }: MetadataReport): string {
  const there = sanitise(remote);
  if (dryRun)
    return runs + ledgers === 0
      ? `nothing new on ${there}\n`
      : `would fetch the records of ${formatCount(runs, 'run')} and ${formatCount(ledgers, 'other record')} from ${there}\n`;
  if (known === 0) return `${there} has no run that is not here\n`;
  const news = fresh === 0 ? 'none of them new' : fresh === known ? 'all new' : `${fresh} new`;
  return `${formatCount(known, 'run')} known on ${there} besides those here, ${news}\n`;
}

/** Prints what a push did, or would do, a line each. */
export function printPush(report: PushReport, style: Style): string {
  const {
    dryRun,
    runs,
    same,
    folded = 0,
    ledger,
    experiments,
    models,
    objects = 0,
    bytes = 0,
    commits,
  } = report;
  const to = sanitise(report.remote);
  if (report.removes) return printRemoved(report, style);
  const did = dryRun ? 'would push' : 'pushed';
  const load = `${formatCount(objects, 'object')}, ${formatBytes(bytes)}`;
  const isNothing = !ledger && runs.length + folded + experiments + models + report.refused.length === 0;
  const lines = [
    isNothing
      ? `nothing to push: ${same === 0 ? 'no runs here' : `${to} has ${same === 1 ? 'the run' : `all ${same} runs`}`}`
      : `${did} ${formatCount(runs.length, 'run')} to ${to}${runs.length > 0 ? ` (${load})` : ''}`,
    ...printShared(runs, style),
    ...(folded > 0 ? [`${did} ${formatCount(folded, 'folded run')}`] : []),
    ...printRecords(did, report),
    ...(ledger ? [`${did} the ledger: what was folded, deleted or purged here`] : []),
    ...(commits.length > 0
      ? [`${dryRun ? 'with' : 'and'} ${formatCount(commits.length, 'commit')} of your own`]
      : []),
    ...printSentLarge(report),
    ...printRefused('not pushed', report.refused, style),
  ];
  return lines.map(line => `${line}\n`).join('');
}

/** What runs are of, a line for each kind. */
function printRecords(
  did: string,
  { experiments, models }: { readonly experiments: number; readonly models: number },
): string[] {
  return [
    ...(experiments > 0 ? [`${did} ${formatCount(experiments, 'experiment')}`] : []),
    ...(models > 0 ? [`${did} ${formatCount(models, 'registered model')}`] : []),
  ];
}

/** Prints what was written into a bundle. */
export function printBundled(report: PushReport, style: Style): string {
  const { runs, folded = 0, ledger, objects = 0, bytes = 0, commits, refused } = report;
  const load = `${formatCount(objects, 'object')}, ${formatBytes(bytes)}`;
  const lines = [
    runs.length === 0 && !ledger
      ? `no run to be bundled: ${sanitise(report.remote)} was not written`
      : `bundled ${formatCount(runs.length, 'run')} into ${sanitise(report.remote)} (${load})`,
    ...(folded > 0 ? [`bundled ${formatCount(folded, 'folded run')}`] : []),
    ...printRecords('bundled', report),
    ...(ledger ? ['bundled what is known of folded, deleted and purged runs'] : []),
    ...(commits.length > 0 ? [`and ${formatCount(commits.length, 'commit')} of your own`] : []),
    ...printLeftOut(report.leftOut),
    ...printRefused('not bundled', refused, style),
  ];
  return lines.map(line => `${line}\n`).join('');
}

function printLeftOut(large: PushReport['leftOut']): string[] {
  if (large === undefined || large.files === 0) return [];
  return [
    `without ${formatCount(large.files, 'large file')} (${formatBytes(large.bytes)}), to which it has pointers`,
    '  git run push takes them to a remote, and git run fetch REMOTE RUN-ID from there',
  ];
}

function printRemoved({ dryRun, remote, runs, refused }: PushReport, style: Style): string {
  const from = sanitise(remote);
  const lines = [
    runs.length + refused.length === 0
      ? `nothing to remove from ${from}`
      : `${dryRun ? 'would remove' : 'removed'} ${formatCount(runs.length, 'run')} from ${from}`,
    ...printShared(runs, style),
    ...printRefused('not removed', refused, style),
  ];
  return lines.map(line => `${line}\n`).join('');
}

function printSentLarge({ dryRun, large }: PushReport): string[] {
  if (large === undefined) return [];
  const { files, bytes, absent } = large;
  const sent = `${dryRun ? 'with' : 'and'} ${formatCount(files, 'large file')} (${formatBytes(bytes)}) by Git LFS`;
  return [
    ...(files > 0 ? [sent] : []),
    ...(absent > 0 ? [`${formatCount(absent, 'large file')} not sent: not here`] : []),
  ];
}

function printFetchedLarge(large: FetchReport['large']): string[] {
  if (large === undefined) return [];
  const { files, bytes, left, why = 'the remote has not said why', remedy } = large;
  return [
    ...(files > 0 ? [`fetched ${formatCount(files, 'large file')} (${formatBytes(bytes)}) by Git LFS`] : []),
    ...(left > 0 ? [`${formatCount(left, 'large file')} could not be had: ${sanitise(why)}`] : []),
    ...(left > 0 && remedy !== undefined ? [`  ${sanitise(remedy)}`] : []),
  ];
}

function printShared(runs: readonly (SharedRun & { readonly how: string })[], style: Style): string[] {
  const shown = runs.slice(0, NAMED);
  const width = Math.max(0, ...shown.map(({ how }) => how.length));
  const lines = shown.map(run => `  ${style.green(run.how.padEnd(width))}  ${labelOf(run)}`);
  return [...lines, ...moreThan(runs.length)];
}

function named(what: string, runs: readonly SharedRun[]): string[] {
  if (runs.length === 0) return [];
  return [
    `${formatCount(runs.length, 'run')} ${what}`,
    ...runs.slice(0, NAMED).map(run => `  ${labelOf(run)}`),
    ...moreThan(runs.length),
  ];
}

/** What several were refused for alike is said once. */
function printRefused(what: string, refused: readonly Refused[], style: Style): string[] {
  const alike = new Map<string, Refused[]>();
  for (const one of refused) {
    const key = JSON.stringify([one.why, one.remedy]);
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [one]);
    else others.push(one);
  }
  const groups = [...alike.values()];
  const untold = groups.slice(NAMED).flat().length;
  return [
    ...groups.slice(0, NAMED).flatMap(group => printAlike(style.red(what), group)),
    ...(untold > 0 ? [`${what}: ${untold} more`] : []),
  ];
}

function printAlike(what: string, refused: readonly Refused[]): string[] {
  const [{ ref, name, why, remedy }] = refused as [Refused];
  const remedies = remedy?.split('\n').map(line => `  ${sanitise(line)}`) ?? [];
  if (refused.length === 1) return [`${what}: ${refLabel(ref, name)}: ${sanitise(why)}`, ...remedies];
  const noun = refused.every(one => runIdOf(one.ref) !== undefined) ? 'run' : 'ref';
  return [
    `${what}: ${formatCount(refused.length, noun)}: ${sanitise(why)}`,
    ...remedies,
    ...refused.slice(0, NAMED).map(one => `    ${refLabel(one.ref, one.name)}`),
    ...moreThan(refused.length).map(line => `  ${line}`),
  ];
}

function moreThan(count: number): string[] {
  return count > NAMED ? [`  and ${count - NAMED} more`] : [];
}

function labelOf({ id, name }: SharedRun): string {
  return name === undefined ? id : `${sanitise(name)} (${shortId(id)})`;
}

function refLabel(ref: string, name: string | undefined): string {
  const id = runIdOf(ref);
  return id === undefined ? sanitise(ref) : labelOf({ id, ...(name === undefined ? {} : { name }) });
}
