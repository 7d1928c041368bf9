/** Clones of one bare repository, as those of a team. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Remotes } from '../../src/git/remotes.ts';
import type { Repository } from '../../src/git/repository.ts';
import type { Edit } from '../../src/run/annotation.ts';
import type { Run } from '../../src/run/run.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { type FetchRequest, fetchRuns } from '../../src/share/fetch.ts';
import { foldRemote } from '../../src/share/fold-remote.ts';
import { hostLimits } from '../../src/share/host-limits.ts';
import { ONCE } from '../../src/share/patience.ts';
import { type Pushing, pushRuns } from '../../src/share/push.ts';
import type { Sharing } from '../../src/share/there.ts';
import { editRun } from '../../src/store/edit.ts';
import { createExperiment } from '../../src/store/experiments.ts';
import { type FoldReport, fold } from '../../src/store/ledger/fold.ts';
import { entryOf, type RunContents, type RunFile, saveRun } from '../../src/store/save.ts';
import { listTips } from '../../src/store/tips.ts';
import { type Cli, cli } from './cli.ts';
import { openDoor } from './recorded-run.ts';
import { NOW, sampleId, sampleRun } from './run-rows.ts';
import { AUTHOR } from './store-bench.ts';
import { storedFiles } from './stored-files.ts';
import { gitIn, hermeticEnvironment, type Teardown, temporaryDirectory } from './temporary-repository.ts';

export interface Clone {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  readonly repository: Repository;
  readonly sharing: Sharing;
  git(...args: string[]): string;
  /** Stores a run, on HEAD where it has no source of its own; `sources` are added to HEAD where there are any. */
  save(
    run?: Partial<Run>,
    more?: { contents?: Partial<RunContents>; sources?: Readonly<Record<string, string>> },
  ): Promise<Run>;
  edit(id: RunId, edits: readonly Edit[], now?: number): Promise<string>;
  /** Adds an artifact to a run that has ended. */
  add(id: RunId, path: string, content: string, now?: number): Promise<string>;
  experiment(name: string): Promise<unknown>;
  push(more?: Partial<Pushing>): ReturnType<typeof pushRuns>;
  fetch(more?: Partial<FetchRequest>): ReturnType<typeof fetchRuns>;
  /** Folds here and there what is shared. */
  fold(): Promise<FoldReport>;
  /** `git run` in it. */
  readonly run: Cli;
  /** Refs of runs, experiments and ledgers, a line each. */
  refs(): string[];
}

export interface Team {
  /** The bare repository. */
  readonly there: string;
  readonly env: Readonly<Record<string, string>>;
  readonly clones: readonly Clone[];
  refs(): string[];
}

/** Makes a bare repository with one commit, and clones of it. */
export async function team(t: Teardown, count: number): Promise<Team> {
  const root = temporaryDirectory(t);
  const there = join(root, 'there.git');
  const home = join(root, 'home');
  mkdirSync(home);
  const env = hermeticEnvironment(home);
  gitIn(root, env, ['init', '-q', '--bare', '--initial-branch=main', there]);
  const clones: Clone[] = [];
  for (let n = 0; n < count; n++) clones.push(await clone(t, { root, there, env, name: `clone-${n}` }));
  return { there, env, clones, refs: () => refsIn(there, env) };
}

async function clone(
  t: Teardown,
  { root, there, env, name }: { root: string; there: string; env: Clone['env']; name: string },
): Promise<Clone> {
  const path = join(root, name);
  gitIn(root, env, ['clone', '-q', there, path]);
  const git = (...args: string[]) => gitIn(path, env, args);
  git('config', 'gc.auto', '0');
  if (git('for-each-ref') === '') {
    git('commit', '-q', '--allow-empty', '-m', 'first');
    git('push', '-q', 'origin', 'HEAD:main');
  }
  const repository = await openDoor(t, path, env);
  const sharing: Sharing = {
    remotes: repository.remotes as Remotes,
    remote: 'origin',
    prefix: 'refs/runs/',
    transfer: {},
  };
  return {
    path,
    env,
    repository,
    sharing,
    git,
    run: cli({ path, env }),
    refs: () => refsIn(path, env),
    async save(changes = {}, { contents = {}, sources } = {}) {
      const [head = '', tree = ''] = git('rev-parse', 'HEAD', 'HEAD^{tree}').split('\n');
      const sample = sampleRun({ id: sampleId(NOW), ...changes });
      const source =
        sources === undefined ? { commit: head, tree } : await sourceOf(repository, sample.id, head, sources);
      const run = { ...sample, source: changes.source ?? { ...sample.source, head, ...source } };
      await saveRun(repository, { run, environment: {}, inputs: [], files: [], ...contents }, AUTHOR);
      return run;
    },
    edit: (id, edits, now = NOW) => editRun({ repository, id, edits, author: AUTHOR, now }),
    add: (id, artifact, content, now = NOW) => {
      const [file] = storedFiles({ [artifact]: content }) as [RunFile];
      const edits: Edit[] = [{ kind: 'artifact', path: artifact, entry: entryOf(Buffer.from(content)) }];
      return editRun({ repository, id, edits, files: [file], author: AUTHOR, now });
    },
    experiment: wanted => createExperiment({ repository, author: AUTHOR, now: NOW }, { name: wanted }),
    fold() {
      const who = { repository, author: AUTHOR, env, now: NOW };
      const remote = foldRemote({ ...who, sharing, shown: 'origin' });
      return repository.space.alone(() => fold({ ...who, remote, retire: async () => {} }));
    },
    push: async (more = {}) =>
      pushRuns({
        repository,
        sharing,
        shown: 'origin',
        tips: await listTips(repository),
        isAll: true,
        withHistory: false,
        allowed: new Set(),
        dryRun: false,
        now: NOW,
        clock: ONCE,
        limits: hostLimits('origin'),
        ...more,
      }),
    fetch: (more = {}) =>
      fetchRuns({
        repository,
        author: AUTHOR,
        env,
        sharing,
        shown: 'origin',
        dryRun: false,
        now: NOW,
        ...more,
      }),
  };
}

async function sourceOf(
  repository: Repository,
  id: RunId,
  head: string,
  sources: Readonly<Record<string, string>>,
): Promise<{ commit: string; tree: string }> {
  const [made] = await repository.objects.commit([
    {
      ref: `refs/run-live/${id}`,
      parent: head,
      changes: Object.entries(sources).map(([path, content]) => ({ path, mode: '100644', content })),
      author: AUTHOR,
      time: NOW / 1000,
      message: `Source of run ${id}\n`,
    },
  ]);
  return made as { commit: string; tree: string };
}

function refsIn(path: string, env: Clone['env']): string[] {
  const printed = gitIn(path, env, ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/runs']);
  return printed.split('\n').filter(line => line !== '');
}
