/**
 * Where the embedded engine must not work: what it would write there Git would not find, and what it would read
 * would not be all. Each refusal says why, and what to do.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EngineLimitError } from '../../run/repository-errors.ts';
import { isTrue } from './config.ts';
import type { Found } from './place.ts';

const INSTALL = 'install git: git-run uses it where it finds it on PATH';

/** Extensions of the repository format that change nothing for this engine, or that are asked about one by one. */
const HARMLESS = ['noop', 'noop-v1', 'preciousobjects', 'worktreeconfig', 'relativeworktrees'];

/** Git's variables that move objects or refs elsewhere. */
const MOVING = [
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
];

/** Throws EngineLimitError where the embedded engine must not work. */
export function passGate({ place, own }: Found, env: NodeJS.ProcessEnv): void {
  const { gitDir, commonDir } = place;
  const refuse = (reason: string, remedy = INSTALL): never => {
    throw new EngineLimitError(reason, remedy);
  };
  if (place.objectFormat !== 'sha1') refuse(`the repository's object ids are ${place.objectFormat}`);
  const storage = own.get('extensions.refstorage') ?? 'files';
  if (storage !== 'files' || existsSync(join(commonDir, 'reftable')))
    refuse('its refs are kept as a reftable');
  if (gitDir !== commonDir) {
    refuse(
      `${place.workTree ?? gitDir} is a linked worktree`,
      `work in the main work tree of ${commonDir}, or ${INSTALL}`,
    );
  }
  if (hasContent(join(commonDir, 'objects/info/alternates'))) {
    refuse('it borrows objects from another repository (objects/info/alternates)');
  }
  if (place.shallow) refuse('it is a shallow clone', `${INSTALL}, or clone without --depth`);
  if (isPartial(own)) refuse('it is a partial clone', `${INSTALL}, or clone without --filter`);
  if (hasContent(join(commonDir, 'info/grafts')) || hasEntries(join(commonDir, 'refs/replace'))) {
    refuse('some of its objects are replaced by others (git replace)');
  }
  if (!/^(?:false|0|no|off|umask)?$/i.test(own.get('core.sharedrepository') ?? '')) {
    refuse('its files are shared with other users (core.sharedRepository)');
  }
  const version = Number(own.get('core.repositoryformatversion') ?? 0);
  const unknown = own
    .keys('extensions.')
    .map(key => key.slice('extensions.'.length))
    .find(name => !HARMLESS.includes(name) && name !== 'objectformat' && name !== 'refstorage');
  if (version > 1 || unknown !== undefined) refuse(`its format is unknown here (${unknown ?? version})`);
  const moved = MOVING.find(name => env[name] !== undefined && env[name] !== '');
  if (moved !== undefined) refuse(`${moved} is set`, `unset it, or ${INSTALL}`);
}

function isPartial(own: Found['own']): boolean {
  const promisor = own.keys('remote.').some(key => key.endsWith('.promisor') && isTrue(own.get(key)));
  return promisor || own.get('extensions.partialclone') !== undefined;
}

function hasContent(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function hasEntries(directory: string): boolean {
  return existsSync(directory) && readdirSync(directory).length > 0;
}
