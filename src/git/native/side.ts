/** Side repositories through the git program. */
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
import { type Call, talker } from './talk.ts';

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
      const isNew = !(await isThere(join(path, FILES.remote)));
      if (isNew || !(await isSound(opened(path, remote)))) {
        await rm(path, { recursive: true, force: true });
        await make(git, place, path, remote);
      }
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
  const { git, env, place, config } = ground;
  const own = { ...elsewhere(env), GIT_DIR: path };
  const side = gitProgram(git.cwd, own);
  const objects = nativeObjects(side, { ...place, gitDir: path, prefix: '', shallow: true });
  const talk = talker(git.cwd, own, key => config.get(key) !== undefined);
  let reaching: Promise<Settings> | undefined;
  // Two at once would be in each other's way.
  let turn: Promise<unknown> = Promise.resolve();
  const fetch = (
    lines: readonly string[],
    { most, ...how }: Transfer & { readonly most: number },
    more: readonly string[] = [],
  ) => {
    if (lines.length === 0) return Promise.resolve();
    const done = turn.then(async () => {
      reaching ??= reachOf(ground, remote);
      const limit = `--filter=blob:limit=${most}`;
      const call: Call = {
        remote: THERE,
        shown: remote,
        args: ['fetch', ...OURS_ALONE.fetch, '--depth=1', limit, '--stdin', THERE],
        input: lines.map(line => `${line}\n`).join(''),
        config: ['fetch.fsckObjects=true', 'core.fsync=none', ...more],
        settings: [...(await reaching), ...PARTIAL],
      };
      await whileLocked(path, () => talk(call, how));
      await tidy(side, path);
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

type Settings = NonNullable<Call['settings']>;

/**
 * That objects may be missing is told to Git for each call that has to know, and written nowhere: who reads would have
 * each brought by itself.
 */
const PARTIAL: Settings = [
  [`remote.${THERE}.promisor`, 'true'],
  [`remote.${THERE}.partialclonefilter`, 'blob:none'],
];

/** The settings that have Git reach the remote as from the user's repository, whose own are not the side's. */
async function reachOf({ git, config }: Ground, remote: string): Promise<Settings> {
  const local = parseConfig((await git(['config', '--local', '--includes', '--list', '-z'])).toString());
  const valuesOf = (from: GitConfig, key: string, as = key) =>
    from.all(key).map(value => [as, value] as const);
  const ofRemote = REACH_OF_ONE.flatMap(key =>
    valuesOf(config, `remote.${remote}.${key}`, `remote.${THERE}.${key}`),
  );
  const isNamed = config.get(`remote.${remote}.url`) !== undefined;
  const keys = local.keys('').filter(key => REACH.test(key));
  return [
    ...keys.flatMap(key => valuesOf(local, key)),
    ...(isNamed ? ofRemote : [[`remote.${THERE}.url`, remote] as const]),
  ];
}

/** Who writes how far history goes holds it, for a moment; one that was killed holds it for ever. */
const LOCK = 'shallow.lock';
/** ms. */
const TIMES = { pause: 250, longest: 60_000 };
/** So often it is tried again. */
const TRIES = 40;

/** Does something again while another process holds the lock; one that nobody can hold any more is taken away. */
async function whileLocked<T>(path: string, act: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await act();
    } catch (error) {
      const { cause } = error as Error;
      if (left === 0 || !(cause instanceof Error && cause.message.includes(LOCK))) throw error;
      const made = await stat(join(path, LOCK)).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined,
      );
      if (made !== undefined && made < Date.now() - TIMES.longest)
        await rm(join(path, LOCK), { force: true });
      else await sleep(TIMES.pause);
    }
  }
}

/** Many packs and many refs in files of their own make reading slow. */
async function tidy(side: GitProgram, path: string): Promise<void> {
  await side(['pack-refs', '--all']);
  const packs = await readdir(join(path, 'objects', 'pack'));
  const partial = PARTIAL.flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  if (packs.length > MOST_FILES) await side([...partial, 'repack', '-a', '-d', '--quiet']);
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

/** Whether Git still takes it for a repository, and reads its refs. */
async function isSound({ refs }: Side): Promise<boolean> {
  return refs.list([], { count: 1 }).then(
    () => true,
    () => false,
  );
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
