/** `git status --porcelain=v2 -z`: https://git-scm.com/docs/git-status#_porcelain_format_version_2 */
import { pathFromBytes } from '../../run/path.ts';
import type { Status, StatusEntry } from '../repository.ts';
import type { PresentFile } from '../work-tree-files.ts';

/** What to ask Git; with `ownOnly` it looks into no submodule. */
export function statusArgs(ownOnly: boolean): string[] {
  return [
    'status',
    '--porcelain=v2',
    '-z',
    '--branch',
    '--untracked-files=all',
    '--no-renames',
    `--ignore-submodules=${ownOnly ? 'dirty' : 'none'}`,
  ];
}

/** Reads what `statusArgs` printed. */
export function parseStatus(output: Buffer): Status {
  const header: Record<string, string> = {};
  const entries: StatusEntry[] = [];
  for (const line of fields(output)) {
    if (line[0] === 0x23) {
      const [, key = '', value = ''] = /^# (\S+) (.*)$/s.exec(line.toString()) ?? [];
      header[key] = value;
    } else if (line[0] !== IGNORED) entries.push(parseEntry(line));
  }
  const head = header['branch.oid'];
  const branch = header['branch.head'];
  return {
    ...(head === undefined || head === '(initial)' ? {} : { head }),
    ...(branch === undefined || branch === '(detached)' ? {} : { branch }),
    entries,
  };
}

const IGNORED = 0x21;

/** Reads what is ignored from `status --ignored`. */
export function parseIgnored(output: Buffer): string[] {
  return [...fields(output)].filter(line => line[0] === IGNORED).map(line => pathFromBytes(line.subarray(2)));
}

/** How many blank-separated fields stand before the path, by the line's first letter. */
const FIELDS_BEFORE_PATH: Readonly<Record<string, number>> = { '1': 8, u: 10, '?': 1 };

function parseEntry(line: Buffer): StatusEntry {
  const letter = String.fromCharCode(line[0] as number);
  let at = 0;
  for (let field = 0; field < (FIELDS_BEFORE_PATH[letter] ?? 1); field++) at = line.indexOf(0x20, at) + 1;
  const path = pathFromBytes(line.subarray(at));
  if (letter === '?') return untrackedEntry(path);
  // Unmerged: the modes of the base, of HEAD, of theirs, of the work tree; else of HEAD, index, work tree.
  const [, , submodule = 'N', modeHead, ...rest] = line.subarray(0, at).toString().split(' ');
  const modeWorkTree = rest[letter === 'u' ? 2 : 1];
  return {
    path,
    kind: submodule.startsWith('S') ? 'submodule' : letter === 'u' ? 'unmerged' : 'tracked',
    deleted: modeWorkTree === '000000',
    inHead: (letter === 'u' ? rest[0] : modeHead) !== '000000',
  };
}

/** An untracked directory is only ever listed whole when it is a repository of its own. */
function untrackedEntry(path: string): StatusEntry & PresentFile {
  return path.endsWith('/')
    ? { path: path.slice(0, -1), kind: 'nested-repository', deleted: false, inHead: false }
    : { path, kind: 'untracked', deleted: false, inHead: false };
}

/** Reads what `git ls-files -z --others` printed. */
export function parseUntracked(output: Buffer): StatusEntry[] {
  return parsePaths(output).map(untrackedEntry);
}

export const PRESENT_ARGS = ['ls-files', '-z', '-t', '--stage', '--cached', '--others', '--exclude-standard'];

/** Reads what `PRESENT_ARGS` printed: a path of several stages is told once. */
export function parsePresent(output: Buffer): PresentFile[] {
  const files = new Map<string, PresentFile>();
  for (const line of fields(output)) {
    const file = presentFile(line);
    if (!files.has(file.path)) files.set(file.path, file);
  }
  return [...files.values()];
}

function presentFile(line: Buffer): PresentFile {
  if (line[0] === 0x3f) {
    const { path, kind } = untrackedEntry(pathFromBytes(line.subarray(2)));
    return { path, kind };
  }
  const tab = line.indexOf(9);
  const [, mode = '', oid = ''] = line.toString('latin1', 0, tab).split(' ');
  const kind = mode === '160000' ? 'submodule' : 'tracked';
  return { path: pathFromBytes(line.subarray(tab + 1)), kind, mode, oid };
}

/** Splits what `-z` printed. */
export function* fields(output: Buffer): Generator<Buffer> {
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0, at);
    if (end < 0) return;
    yield output.subarray(at, end);
    at = end + 1;
  }
}

/** Splits what `-z` printed into paths. */
export function parsePaths(output: Buffer): string[] {
  return [...fields(output)].map(pathFromBytes);
}
