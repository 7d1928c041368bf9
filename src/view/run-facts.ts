/** What is to be said of a run in a line or two each: when, how, from which source, on which machine. */

import type { WentOn } from '../run/annotation.ts';
import type { Json, JsonObject } from '../run/json.ts';
import type { RegisteredVersion } from '../run/registered-model.ts';
import type { HostClass, Lineage, LogSummary, Resources, Run } from '../run/run.ts';
import { shortId } from '../run/run-id.ts';
import type { WholeRow } from '../run/run-row.ts';
import { runState } from '../run/signature.ts';
import type { IgnoredFiles, NestedRepository, Omission, Source } from '../run/source.ts';
import {
  type Clock,
  formatBytes,
  formatCount,
  formatDuration,
  formatRelative,
  formatTime,
} from './format.ts';
import { quoteWords } from './shell-quote.ts';
import { signatureLines, signatureStyle } from './signature.ts';
import type { Paint, Style } from './style.ts';
import { widthOf } from './width.ts';

export interface Fact {
  readonly label: string;
  /** Not sanitised; none holds a line break of ours. */
  readonly lines: readonly string[];
  /** Their colour, where they have one. */
  paint?(style: Style): Paint;
}

/** What may be known of a run: all of it when it has ended, what was planned while it is going. */
export type KnownRun = Partial<
  Pick<Run, 'command' | 'seed' | 'source' | 'lineage' | 'author' | 'host' | 'resources' | 'log'>
>;

export interface FactSource {
  readonly row: WholeRow;
  /** Of a run that is going. */
  readonly plan?: KnownRun | undefined;
  readonly environment: JsonObject | undefined;
  /** Versions of registered models that come from it. */
  readonly registered?: readonly RegisteredVersion[];
  /** The times that it was gone on with after its end. */
  readonly wentOn?: readonly WentOn[] | undefined;
  /** Whether it is being gone on with. */
  readonly goesOn?: boolean | undefined;
}

/** The facts of a run in the order people ask for them; those that have nothing to say are left out. */
export function runFacts(
  { row, plan, environment, registered = [], wentOn = [], goesOn = false }: FactSource,
  options: Clock & { readonly width?: number | undefined },
): Fact[] {
  const { run } = row;
  const known = run ?? plan;
  const told: readonly (readonly [string, readonly string[]])[] = [
    ['id', [row.id]],
    ['experiment', [row.experiment]],
    ['started', [started(row, options)]],
    ['duration', [lasted(row, options)]],
    ['continued', wentOnLines(wentOn, goesOn, options)],
    ['end', run?.outcome.status === 'lost' ? [`not seen: ${run.outcome.why}`] : []],
    ...(known === undefined ? [] : factsOf(known, environment, options.width)),
    ['registered', registered.map(registeredLine)],
    ['commit', row.commit === undefined ? [] : [row.commit]],
  ];
  const facts = told.filter(([, lines]) => lines.length > 0).map(([label, lines]) => ({ label, lines }));
  return [...facts, ...signatureFact(row)];
}

/** Last of all, beside the commit that it is of. */
function signatureFact({ signatures }: WholeRow): Fact[] {
  const lines = signatures === undefined ? [] : signatureLines(signatures);
  if (signatures === undefined || lines.length === 0) return [];
  return [{ label: 'signature', lines, paint: style => signatureStyle(runState(signatures), style) }];
}

function factsOf(
  { command, seed, source, lineage = [], author, host, resources, log }: KnownRun,
  environment: JsonObject | undefined,
  width: number | undefined,
): [string, string[]][] {
  return [
    ['command', command === undefined ? [] : commandLines(command.argv, width)],
    ['directory', command === undefined || command.cwd === '.' ? [] : [command.cwd]],
    ['seed', seed === undefined ? [] : [seed]],
    ['source', source === undefined ? [] : sourceLines(source)],
    ['lineage', lineage.map(lineageLine)],
    ['author', author === undefined ? [] : [author]],
    ['host', host === undefined || host.name === '' ? [] : [hostLine(host)]],
    ['environment', present(environmentLine(environment ?? {}))],
    ['resources', resources === undefined ? [] : present(resourcesLine(resources))],
    ['log', log === undefined || log.bytes === 0 ? [] : [logLine(log)]],
  ];
}

/** `iris 2, Production (champion)`. */
function registeredLine({ name, version, stage, aliases }: RegisteredVersion): string {
  const at = stage === 'None' ? '' : `, ${stage}`;
  return `${name} ${version}${at}${aliases.length > 0 ? ` (${aliases.join(', ')})` : ''}`;
}

function started({ started }: WholeRow, clock: Clock): string {
  const time = Date.parse(started);
  return `${formatTime(time, clock.zone)} (${formatRelative(time, clock)})`;
}

function lasted({ started, ended }: WholeRow, { now }: Clock): string {
  const end = ended === undefined ? now : Date.parse(ended);
  return formatDuration((end - Date.parse(started)) / 1000) + (ended === undefined ? ' so far' : '');
}

function wentOnLines(times: readonly WentOn[], goesOn: boolean, clock: Clock): string[] {
  const last = times.at(-1);
  const lines = goesOn ? ['goes on now: what is logged comes to it when it ends again'] : [];
  if (last === undefined) return lines;
  const at = Date.parse(last.started);
  const count = formatCount(times.length, 'time');
  return [
    `${count}, last ${formatTime(at, clock.zone)} (${formatRelative(at, clock)}) by ${last.author}`,
    ...lines,
  ];
}

/** The room that labels take beside a command. */
const INDENT = 13;

/** The command as a shell takes it, over several lines where one is too long. */
function commandLines(argv: readonly string[], width = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  for (const word of quoteWords(argv)) {
    const last = lines.at(-1);
    const room = width - INDENT - ' \\'.length;
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : `  ${word}`);
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}

function sourceLines(source: Source): string[] {
  if (source.unknown) return ['not known'];
  const { commit, head, branch, modified, added, deleted, omitted, nested = [] } = source;
  const dirty = nested.filter(one => one.dirty).length;
  const changes = [
    ...(modified > 0 ? [`${modified} modified`] : []),
    ...(added > 0 ? [`${added} added`] : []),
    ...(deleted > 0 ? [`${deleted} deleted`] : []),
    ...(dirty > 0 ? [`${formatCount(dirty, 'repository', 'repositories')} within`] : []),
  ];
  const place =
    head === undefined ? 'before the first commit' : `${branch ?? 'detached'} at ${head.slice(0, 10)}`;
  const request = source.pullRequest === undefined ? [] : [`pull request ${source.pullRequest}`];
  return [
    `${commit.slice(0, 10)} (${[place, ...request, ...(changes.length > 0 ? changes : ['unchanged'])].join(', ')})`,
    ...nested.filter(({ left }) => left !== 'omitted').map(nestedLine),
    ...omitted.map(omission => omissionLine(omission, nested)),
    ...(source.sparse === undefined
      ? []
      : [`with ${formatCount(source.sparse, 'file')} of HEAD that a sparse checkout left out`]),
    ...(source.ignored === undefined ? [] : ignoredLines(source.ignored)),
    ...(source.stable ? [] : ['files changed while they were read: this may be a mixture']),
    ...(source.unmerged ? ['with unmerged files: conflict markers are part of it'] : []),
  ];
}

/** Of a repository, how many files it held and at which commit. */
function omissionLine({ path, reason, size }: Omission, nested: readonly NestedRepository[]): string {
  const { files, commit } = nested.find(one => one.path === path) ?? {};
  const facts = [
    reason.replaceAll('-', ' '),
    ...(files === undefined ? [] : [formatCount(files, 'file')]),
    ...(size === undefined ? [] : [formatBytes(size)]),
  ];
  return `without ${path} (${facts.join(', ')})${commit === undefined ? '' : ` at ${commit.slice(0, 10)}`}`;
}

function nestedLine({ path, kind, commit, left, dirty, files = 0, bytes = 0 }: NestedRepository): string {
  const at = commit === undefined ? '' : ` at ${commit.slice(0, 10)}`;
  if (left === 'empty') return `the ${kind} ${path} was empty`;
  if (left === 'published') return `the ${kind} ${path}${at}, which its remote has`;
  const changed = dirty && kind === 'submodule' ? ', with changes' : '';
  return `with the ${kind} ${path}${at}${changed} (${formatCount(files, 'file')}, ${formatBytes(bytes)})`;
}

/** So many of them are named. */
const SOME_IGNORED = 3;

function ignoredLines({ count, bytes, largest, complete }: IgnoredFiles): string[] {
  if (count === 0) return ['without what Git ignores: there was no time to count it'];
  const some = largest.slice(0, SOME_IGNORED).map(item => `${item.path} ${formatBytes(item.bytes)}`);
  const more = largest.length > SOME_IGNORED ? ' …' : '';
  const what = `${formatCount(count, 'file')} that Git ignores, ${formatBytes(bytes)}: ${some.join(', ')}${more}`;
  return [`without ${what}${complete ? '' : ' (not all were counted)'}`];
}

function lineageLine({ relation, id }: Lineage): string {
  return `${relation.replaceAll('-', ' ')} ${shortId(id)}`;
}

function hostLine(host: HostClass): string {
  return `${host.name}: ${host.os} ${host.arch}, ${host.cpu} × ${host.cpus}, ${formatBytes(host.memory)}`;
}

/** What `environment.json` says, as far as it has the usual shape: it may be of another version. */
function environmentLine({ os, python, gpu }: JsonObject): string {
  const packages = member(python, 'packages');
  const devices = member(gpu, 'devices');
  return [
    joined(member(os, 'id'), member(os, 'version')),
    joined(member(python, 'implementation'), member(python, 'version')),
    Array.isArray(packages) ? formatCount(packages.length, 'package') : '',
    ...(Array.isArray(devices) ? devices.map(device => joined(member(device, 'name'))) : []),
  ]
    .filter(text => text !== '')
    .join(', ');
}

function resourcesLine({ cpu, memory }: Resources): string {
  return [
    ...(cpu === undefined ? [] : [`${formatDuration(cpu)} CPU`]),
    ...(memory === undefined ? [] : [`${formatBytes(memory)} peak memory`]),
  ].join(', ');
}

function logLine({ bytes, dropped }: LogSummary): string {
  return formatBytes(bytes) + (dropped > 0 ? `, ${formatBytes(dropped)} of its middle not kept` : '');
}

function member(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined;
}

function joined(...parts: readonly (Json | undefined)[]): string {
  return parts.filter(part => typeof part === 'string').join(' ');
}

function present(line: string): string[] {
  return line === '' ? [] : [line];
}
