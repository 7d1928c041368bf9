/** Real runs in real repositories. Their commands print nothing: what they print is ours, and would be read as a test's result. */
import { join } from 'node:path';
import { readSettings } from '../../src/config/read-settings.ts';
import type { SettingOptions, Settings } from '../../src/config/settings.ts';
import { openRepository } from '../../src/git/open.ts';
import type { Repository } from '../../src/git/repository.ts';
import { maintain } from '../../src/record/maintain.ts';
import { record } from '../../src/record/record.ts';
import type { RecordRequest } from '../../src/record/request.ts';
import { type LoadedRun, loadRun } from '../../src/store/load.ts';
import {
  type RepositoryOptions,
  type Teardown,
  type TemporaryRepository,
  temporaryRepository,
} from './temporary-repository.ts';

export interface Opened extends TemporaryRepository {
  /** The door to it, closed at the test's end. */
  readonly repository: Repository;
}

/** A temporary repository with its door. */
export async function openedRepository(t: Teardown, options: RepositoryOptions = {}): Promise<Opened> {
  const temporary = temporaryRepository(t, options);
  return { ...temporary, repository: await openDoor(t, temporary.path, temporary.env) };
}

/** Opens a repository for the time of a test. */
export async function openDoor(t: Teardown, path: string, env: Opened['env']): Promise<Repository> {
  const repository = await openRepository(path, env);
  t.teardown(() => repository.close());
  return repository;
}

/** The settings that hold at the top of a repository. */
export function settingsIn(
  { repository, path, env }: Opened,
  options: SettingOptions = {},
): Promise<Settings> {
  return readSettings({ config: repository.config, env, workTree: path, prefix: '', options });
}

export interface RecordOptions extends SettingOptions {
  /** From the top. */
  readonly directory?: string;
  readonly request?: Partial<RecordRequest>;
}

/** Records a command as `git run exec` does. Throws where the run could not be stored. */
export async function recordRun(
  opened: Opened,
  argv: readonly string[],
  { directory = '', request = {}, ...options }: RecordOptions = {},
): Promise<LoadedRun> {
  const { repository, path, env } = opened;
  const settings = await settingsIn(opened, options);
  const { stored, trouble } = await record({
    repository,
    settings,
    env,
    directory: join(path, directory),
    argv,
    params: {},
    tags: {},
    note: '',
    lineage: [],
    now: Date.now,
    ...request,
  });
  if (stored === undefined) throw trouble?.error;
  await maintain(repository, settings, stored.run.id);
  return loadRun(repository.objects, stored.commit);
}
