/** Git's configuration without the git program: all its files, in Git's order, with what they include. */
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { GitConfig } from '../repository.ts';
import { type ConfigItem, parseConfigFile } from './config-file.ts';
import { wildmatch } from './wildmatch.ts';

export interface ConfigPlace {
  readonly gitDir: string;
  /** The branch HEAD is on, for `includeIf.onbranch`. */
  readonly branch: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Git gives up on deeper includes, as they go round in a circle. */
const DEEPEST = 10;

/** Reads the configuration of a repository. Throws SettingsError. */
export function readConfig(place: ConfigPlace): GitConfig {
  const files = [...outerFiles(place.env), join(place.gitDir, 'config')];
  const items = files.flatMap(file => readItems(file, place, 0));
  if (isTrue(items.findLast(({ key }) => key === 'extensions.worktreeconfig')?.value)) {
    items.push(...readItems(join(place.gitDir, 'config.worktree'), place, 0));
  }
  return gitConfig([...items, ...fromEnvironment(place.env)]);
}

/** Reads the repository's own file alone: only there Git looks for what kind of repository it is. */
export function readOwnConfig(gitDir: string): GitConfig {
  return gitConfig(readItems(join(gitDir, 'config'), undefined, 0));
}

/** Reads one of Git's truth values. */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && (/^(true|yes|on)$/i.test(value) || (Number(value) || 0) !== 0);
}

/** Resolves `~/` in a path of the configuration. */
export function expandHome(path: string, env: NodeJS.ProcessEnv): string {
  return path.startsWith('~/') ? join(env.HOME ?? '/', path.slice(2)) : path;
}

/** Where the user's own files for Git are, such as `ignore`. */
export function userFile(name: string, env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CONFIG_HOME || join(env.HOME ?? '/', '.config'), 'git', name);
}

function gitConfig(items: readonly ConfigItem[]): GitConfig {
  const values = new Map<string, string[]>();
  for (const { key, value } of items) values.set(key, [...(values.get(key) ?? []), value]);
  return {
    get: key => values.get(key)?.at(-1),
    all: key => values.get(key) ?? [],
    keys: prefix => [...values.keys()].filter(key => key.startsWith(prefix)),
  };
}

function outerFiles(env: NodeJS.ProcessEnv): string[] {
  const system = isTrue(env.GIT_CONFIG_NOSYSTEM) ? [] : [env.GIT_CONFIG_SYSTEM ?? '/etc/gitconfig'];
  const user =
    env.GIT_CONFIG_GLOBAL === undefined
      ? [userFile('config', env), join(env.HOME ?? '/', '.gitconfig')]
      : [env.GIT_CONFIG_GLOBAL];
  return [...system, ...user];
}

function readItems(file: string, place: ConfigPlace | undefined, depth: number): ConfigItem[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
  return parseConfigFile(text, file).flatMap(item => {
    if (place === undefined || depth === DEEPEST || !isIncluded(item.key, file, place)) return [item];
    const path = expandHome(item.value, place.env);
    return [item, ...readItems(resolve(dirname(file), path), place, depth + 1)];
  });
}

/** Whether a key says that its value is a file to be read here: https://git-scm.com/docs/git-config#_includes */
function isIncluded(key: string, file: string, place: ConfigPlace): boolean {
  if (key === 'include.path') return true;
  const [, kind, condition = ''] = /^includeif\.(gitdir|gitdir\/i|onbranch):(.*)\.path$/s.exec(key) ?? [];
  if (kind === undefined) return false;
  const open = condition.endsWith('/') ? `${condition}**` : condition;
  if (kind === 'onbranch') return place.branch !== undefined && wildmatch(open).test(place.branch);
  const path = open.startsWith('./') ? join(dirname(file), open) : expandHome(open, place.env);
  const pattern = isAbsolute(path) ? path : `**/${path}`;
  return wildmatch(pattern, { ignoreCase: kind === 'gitdir/i' }).test(place.gitDir);
}

/** What `git -c` and GIT_CONFIG_COUNT hand down. */
function fromEnvironment(env: NodeJS.ProcessEnv): ConfigItem[] {
  const items: ConfigItem[] = [];
  for (let at = 0; at < (Number(env.GIT_CONFIG_COUNT) || 0); at++) {
    const key = env[`GIT_CONFIG_KEY_${at}`];
    if (key !== undefined) items.push({ key: lowered(key), value: env[`GIT_CONFIG_VALUE_${at}`] ?? '' });
  }
  const word = "'((?:[^']|'\\\\'')*)'";
  for (const [, first = '', second] of (env.GIT_CONFIG_PARAMETERS ?? '').matchAll(
    new RegExp(`${word}(?:=(?:${word})?)?`, 'g'),
  )) {
    const plain = first.replaceAll("'\\''", "'");
    const [, key = plain, value = 'true'] =
      second === undefined
        ? (/^([^=]*)=(.*)$/s.exec(plain) ?? [])
        : ['', plain, second.replaceAll("'\\''", "'")];
    items.push({ key: lowered(key), value });
  }
  return items;
}

function lowered(key: string): string {
  const [, section = key, subsection = '', name = ''] = /^([^.]*)(\..*)?\.([^.]*)$/s.exec(key) ?? [];
  return name === '' ? key.toLowerCase() : `${section.toLowerCase()}${subsection}.${name.toLowerCase()}`;
}
