/** Side repositories through the git program. */
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { elsewhere } from '../elsewhere.ts';
import { idOf } from '../object-id.ts';
import type { ReadableObjects } from '../readable.ts';
import type { Transfer } from '../remotes.ts';
import type { GitConfig, Objects, Place } from '../repository.ts';
import type { Side, Sides } from '../side.ts';
import { parseConfig } from './config.ts';
import { nativeObjects } from './objects.ts';
import { type GitProgram, gitProgram } from './program.ts';
import { nativeRefs } from './refs.ts';
import { OURS_ALONE } from './remotes.ts';
import { talker } from './talk.ts';

/** What the remote is called in its side repository: Git takes no path for the name of one that leaves objects out. */
const THERE = 'there';
/** Beside what Git has there: the remote's own name, and whether its runs are to be seen. */
const FILES = { remote: 'git-run-remote', seen: 'git-run-seen' };

/** What the user's repository says of how remotes are reached. */
const REACH = /^(?:url|credential|http|https|ssh|protocol|core\.(?:sshcommand|gitproxy|askpass))\./;
const REACH_OF_ONE = ['url', 'proxy', 'proxyauthmethod', 'uploadpack', 'vcs', 'serveroption'];

/** Each fetch makes a pack, of some files. */
const MOST_FILES = 150;

interface Ground {
  /** Bound to the user's repository. */
  readonly git: GitProgram;
  readonly env: NodeJS.ProcessEnv;
  readonly place: Pick<Place, 'commonDir' | 'objectFormat'>;
  readonly config: GitConfig;
}

export interface NativeSides extends Sides {
  /** Ends what was kept open. */
  end(): Promise<void>;
}

/** Opens the side repositories of a repository. */
export function nativeSides(ground: Ground): NativeSides {
  const { git, place } = ground;
  const home = join(place.commonDir, 'git-run', 'side');
  const open = new Map<string, ReturnType<typeof sideAt>>();
  const pathOf = (remote: string) =>
    join(home, `${createHash('sha256').update(remote).digest('hex').slice(0, 16)}.git`);
  const opened = (path: string, remote: string) => {
    const side = open.get(path) ?? sideAt(ground, path, remote);
    open.set(path, side);
    return side;
  };
  const end = async () => {
    await Promise.all([...open.values()].map(side => side.end()));
    open.clear();
  };
  return {
    async seen() {
      const names = await readdir(home).catch(() => []);
      const sides: Side[] = [];
      for (const path of names.sort().map(name => join(home, name))) {
        const remote = await readFile(join(path, FILES.remote), 'utf8').catch(() => undefined);
        if (remote !== undefined && (await isThere(join(path, FILES.seen)))) sides.push(opened(path, remote));
      }
      return sides;
    },
    async of(remote) {
      const path = pathOf(remote);
      if (!(await isThere(join(path, FILES.remote)))) await make(git, place, path, remote);
      return opened(path, remote);
    },
    show: remote => writeFile(join(pathOf(remote), FILES.seen), ''),
    async drop(remote) {
      await end();
      const gone = remote === undefined ? home : pathOf(remote);
      await rm(gone, { recursive: true, force: true });
    },
    end,
  };
}

/** Made aside and renamed: one that is there is whole. */
async function make(git: GitProgram, place: Ground['place'], path: string, remote: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const made = `${path}.${randomUUID()}`;
  const format = `--object-format=${place.objectFormat}`;
  await git(['init', '--quiet', '--bare', '--template=', format, made]);
  await writeFile(join(made, FILES.remote), remote);
  try {
    await rename(made, path);
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    // Somebody else has made it meanwhile.
    if (!(await isThere(join(path, FILES.remote)))) throw error;
  }
}

function sideAt(ground: Ground, path: string, remote: string): Side & { end(): Promise<void> } {
  const { git, env, place } = ground;
  const own = { ...elsewhere(env), GIT_DIR: path };
  const side = gitProgram(git.cwd, own);
  const objects = nativeObjects(side, { ...place, gitDir: path, prefix: '', shallow: true });
  let reaching: Promise<NodeJS.ProcessEnv> | undefined;
  // Two at once would be in each other's way.
  let turn: Promise<unknown> = Promise.resolve();
  const fetch = (
    lines: readonly string[],
    { most, ...how }: Transfer & { readonly most: number },
    config: readonly string[] = [],
  ) => {
    if (lines.length === 0) return Promise.resolve();
    const done = turn.then(async () => {
      reaching ??= reachOf(ground, remote);
      const there = { ...own, ...(await reaching) };
      const limit = `--filter=blob:limit=${most}`;
      await talker(
        git.cwd,
        there,
        key => ground.config.get(key) !== undefined,
      )(
        {
          remote: THERE,
          shown: remote,
          args: ['fetch', ...OURS_ALONE.fetch, '--depth=1', limit, '--stdin', THERE],
          input: lines.map(line => `${line}\n`).join(''),
          config: ['fetch.fsckObjects=true', 'core.fsync=none', ...config],
        },
        how,
      );
      await tidy(gitProgram(git.cwd, there), path);
    });
    turn = done.catch(() => {});
    return done;
  };
  return {
    remote,
    refs: nativeRefs(side),
    objects: honest(objects, idOf(place.objectFormat, 'blob', Buffer.alloc(0))),
    fetch: (refs, how) =>
      fetch(
        refs.map(({ from, to }) => `+${from}:${to}`),
        how,
      ),
    // Who said what it has would not be sent what was left out of that.
    bring: (oids, how) => fetch(oids, how, ['fetch.negotiationAlgorithm=noop']),
    end: objects.end,
  };
}

/**
 * The environment that has Git reach the remote as from the user's repository, whose configuration is not the side's. By
 * the environment alone Git is told that objects may be missing: who reads would have each brought by itself.
 */
async function reachOf({ git, env, config }: Ground, remote: string): Promise<NodeJS.ProcessEnv> {
  const local = parseConfig((await git(['config', '--local', '--includes', '--list', '-z'])).toString());
  const valuesOf = (from: GitConfig, key: string, as = key) =>
    from.all(key).map(value => [as, value] as const);
  const ofRemote = REACH_OF_ONE.flatMap(key =>
    valuesOf(config, `remote.${remote}.${key}`, `remote.${THERE}.${key}`),
  );
  const isNamed = config.get(`remote.${remote}.url`) !== undefined;
  const values = [
    ...local
      .keys('')
      .filter(key => REACH.test(key))
      .flatMap(key => valuesOf(local, key)),
    ...(isNamed ? ofRemote : [[`remote.${THERE}.url`, remote] as const]),
    [`remote.${THERE}.promisor`, 'true'] as const,
    [`remote.${THERE}.partialclonefilter`, 'blob:none'] as const,
  ];
  const first = Number(env.GIT_CONFIG_COUNT) || 0;
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(first + values.length)],
    ...values.flatMap(([key, value], at) => [
      [`GIT_CONFIG_KEY_${first + at}`, key],
      [`GIT_CONFIG_VALUE_${first + at}`, value],
    ]),
  ]);
}

/** Many packs and many refs in files of their own make reading slow. */
async function tidy(git: GitProgram, path: string): Promise<void> {
  await git(['pack-refs', '--all']);
  const packs = await readdir(join(path, 'objects', 'pack'));
  if (packs.length > MOST_FILES) await git(['repack', '-a', '-d', '--quiet']);
}

/** Git gives files that were left out no size, which is told as 0. */
function honest(objects: Objects, empty: string): ReadableObjects {
  return {
    ...objects,
    async files(treeish, under, most) {
      const files = await objects.files(treeish, under, most);
      return files.map(({ size, ...file }) => (size === 0 && file.oid !== empty ? file : { ...file, size }));
    },
  };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
