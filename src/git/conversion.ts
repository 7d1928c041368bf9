/**
 * Which files Git converts on their way in and out (convert.c): line ends, `$Id$`, encodings, content filters. Of such
 * a file `git status` says that nothing has changed though its bytes on disk are not those Git has.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GitConfig, Place } from './repository.ts';

/** What is set: `true` set, `false` unset, a text its value; what is unspecified is absent. */
type Attributes = ReadonlyMap<string, string | boolean>;

/** How bytes on disk can differ from those Git has: not at all, only where their number does, or in any way. */
export type Disguise = 'none' | 'length' | 'any';

/** Tells from a file's attributes how its bytes on disk can differ from those Git has. */
export function disguiseOf(attributes: Attributes, config: GitConfig): Disguise {
  if (hasValue(attributes.get('filter')) || hasValue(attributes.get('working-tree-encoding'))) return 'any';
  // Line ends and `$Id$` only ever grow: as many bytes are the same bytes.
  if (attributes.get('ident') === true) return 'length';
  const text = attributes.get('text') ?? attributes.get('crlf');
  if (text === false) return 'none';
  return text !== undefined || attributes.has('eol') || convertsAll(config) ? 'length' : 'none';
}

/** Whether a rule for all files, or one that lies outside of the work tree or at its top, may have files converted. */
export function mayConvert(place: Place, config: GitConfig, env: NodeJS.ProcessEnv): boolean {
  return convertsAll(config) || attributeFiles(place, config, env).some(file => existsSync(file));
}

function convertsAll(config: GitConfig): boolean {
  return !/^(?:false|no|off|0|)$/i.test(config.get('core.autocrlf') ?? '');
}

/** Where the system's attributes are is built into the program. */
const SYSTEM = ['/etc', '/usr/local/etc', '/opt/homebrew/etc'].map(path => join(path, 'gitattributes'));

function attributeFiles(place: Place, config: GitConfig, env: NodeJS.ProcessEnv): string[] {
  const home = env.HOME ?? '/';
  const named = config.get('core.attributesfile');
  const user = named ?? join(env.XDG_CONFIG_HOME || join(home, '.config'), 'git/attributes');
  return [
    join(place.workTree ?? place.gitDir, '.gitattributes'),
    join(place.commonDir, 'info/attributes'),
    user.startsWith('~/') ? join(home, user.slice(2)) : user,
    ...(env.GIT_ATTR_NOSYSTEM ? [] : SYSTEM),
  ];
}

function hasValue(value: string | boolean | undefined): boolean {
  return value !== undefined && value !== false;
}
