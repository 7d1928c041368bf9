/** Runs for the list: the newest at once, then all, then what becomes of them. */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from '../../record/live.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { RunTip } from '../../run/run-tip.ts';
import { readRows } from '../../store/index/missing-runs.ts';
import { findTips, listTips } from '../../store/tips.ts';
import type { Desk } from '../../tui/desk.ts';
import { allRows } from '../all-rows.ts';
import type { Context } from '../context.ts';
import { experimentNames, liveRuns, newestRows } from '../runs.ts';
import type { LiveOnes } from './live-ones.ts';

type RunsPart = Pick<Desk, 'newest' | 'all' | 'changes' | 'reread' | 'live' | 'watch'>;

export function runsDesk(context: Context, ones: LiveOnes): RunsPart {
  return {
    newest: count => newest(context, count),
    async all(hear) {
      const rows: RunRow[] = [];
      const damaged: string[] = [];
      const hearing = {
        ...context,
        say: (line: string) => void damaged.push(line.replace(/^git-run: /, '')),
      };
      for await (const some of allRows(hearing, hear)) for (const row of some) rows.push(row);
      rows.sort((a, b) => (a.id < b.id ? 1 : -1));
      return { rows, damaged };
    },
    changes: (known, live) => changesSince(context, known, live),
    reread: ids => reread(context, ids),
    live: () => live(context, ones),
    watch: hear => watchRepository(context, hear),
  };
}

/** What of their metrics cannot be read yet, is read the next time. */
async function live(context: Context, ones: LiveOnes): Promise<RunRow[]> {
  const rows: RunRow[] = [];
  for (const { row } of await liveRuns(context, await context.repository())) {
    const series = await ones.look(row).catch(() => undefined);
    rows.push(series === undefined ? row : { ...row, metrics: series.metrics() });
  }
  return rows;
}

/** Those in the trash are not counted, and not listed. */
async function newest(context: Context, count: number): Promise<RunRow[]> {
  const rows: RunRow[] = [];
  for await (const row of newestRows(context, count)) if (!row.trashed && rows.push(row) >= count) break;
  return rows;
}

/** By the commits that refs point to now: what has another one is read again, and what has none is gone. */
async function changesSince(
  context: Context,
  known: Parameters<Desk['changes']>[0],
  live: readonly RunRow[],
): ReturnType<Desk['changes']> {
  const tips = await listTips(await context.source());
  const fresh = tips.filter(({ id, commit }) => known.get(id) !== commit);
  const rows = await rowsOf(context, fresh);
  const there = new Set([...tips, ...live].map(({ id }) => id));
  const ended = new Set(tips.map(({ id }) => id));
  return {
    rows: [...rows, ...live.filter(({ id }) => !ended.has(id))],
    gone: [...known.keys()].filter(id => !there.has(id)),
  };
}

async function reread(context: Context, ids: readonly RunId[]): ReturnType<Desk['reread']> {
  const tips = await findTips(await context.source(), ids);
  const there = new Set(tips.map(({ id }) => id));
  return { rows: await rowsOf(context, tips), gone: ids.filter(id => !there.has(id)) };
}

/** One that cannot be read has no row. */
async function rowsOf(context: Context, tips: readonly RunTip[]): Promise<RunRow[]> {
  const source = await context.source();
  const experiments = experimentNames(source);
  const rows = await readRows({ repository: source, experiments, missing() {} }, tips);
  return rows.flatMap(row => ('error' in row ? [] : [row]));
}

/** Where refs and journals are written; what cannot be watched is looked at when somebody asks for it. */
function watchRepository(context: Context, hear: () => void): () => void {
  const watchers = new Map<string, { readonly inode: number; readonly watcher: FSWatcher }>();
  let paths: readonly string[] = [];
  let isEnded = false;
  const open = (path: string) => {
    const known = watchers.get(path);
    const inode = statSync(path, { throwIfNoEntry: false })?.ino;
    if (inode === undefined || inode === known?.inode) return;
    known?.watcher.close();
    watchers.set(path, { inode, watcher: watch(path, heard).on('error', () => {}) });
  };
  const openAll = () => {
    for (const path of isEnded ? [] : paths) {
      try {
        open(path);
      } catch {
        // A network file system tells of nothing.
      }
    }
  };
  function heard(): void {
    // Git makes the folders of refs as it needs them, and removes them when it packs what is in them.
    openAll();
    hear();
  }
  void context.repository().then(async ({ place: { commonDir } }) => {
    const live = join(cacheDirectory(commonDir), 'live');
    await mkdir(live, { recursive: true, mode: 0o700 }).catch(() => {});
    const below = ['refs', 'refs/runs', 'refs/runs/experiments', 'refs/runs/ledger', 'reftable'];
    paths = [live, commonDir, ...below.map(name => join(commonDir, name))];
    openAll();
  });
  return () => {
    isEnded = true;
    for (const { watcher } of watchers.values()) watcher.close();
  };
}
