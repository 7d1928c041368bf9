/** A file store of MLflow brought over, beside Git taking the same files as they are; and a server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeStore } from '../test/support/mlruns-store.ts';
import { gitIn } from '../test/support/temporary-repository.ts';
import { spreadOf, time, watch } from './measure.ts';
import { type Environment, repositoryOfFiles } from './repositories.ts';
import { type Bench, type Benchmark, MB, memoryRow, NODE, only, row, secondsRow } from './rows.ts';

/** Of each of three metrics. */
const POINTS = 100;

export const importing: Benchmark = {
  name: 'import',
  async measure(bench) {
    const runs = bench.quick ? 1000 : 10_000;
    const root = join(bench.root, 'import');
    const store = writeStore(join(root, 'mlruns'), runs, POINTS);
    const some = await imported(bench, writeStore(join(root, 'few'), 100, POINTS), join(root, 'first'));
    const git = addedByGit(bench.env, store, join(root, 'plain'));
    const all = await imported(bench, store, join(root, 'second'));
    const argv = [bench.program, 'import', 'mlruns', store];
    const again = time({ argv, cwd: join(root, 'second'), env: bench.env });
    const node = spreadOf(Array.from({ length: 5 }, () => time({ argv: NODE, cwd: root, env: bench.env })));
    const what = `import mlruns, ${runs} runs of 3 × ${POINTS} points`;
    return [
      secondsRow(what, all, node, bench.quick ? 6 : 60),
      row(what, 'git add of its files', {
        measured: only(all.ms),
        base: only(git),
        ratio: only(all.ms / git),
      }),
      memoryRow(`peak memory, ${what}`, all, some, 100 * MB),
      row('the same again, with nothing new', NODE.join(' '), {
        measured: only(again),
        base: node,
        ratio: only(again / node.median),
      }),
    ];
  },
};

export const importingServer: Benchmark = {
  name: 'import-server',
  async measure(bench) {
    const runs = bench.quick ? 100 : 1000;
    const root = join(bench.root, 'import-server');
    const there = join(root, 'there');
    await imported(bench, writeStore(join(root, 'mlruns'), runs, POINTS), there);
    const node = spreadOf(Array.from({ length: 5 }, () => time({ argv: NODE, cwd: root, env: bench.env })));
    const what = `import mlflow, ${runs} runs of 3 × ${POINTS} points from git run serve`;
    return [secondsRow(what, await importedFrom(bench, there, join(root, 'here')), node)];
  },
};

/** Brings what another repository serves. */
async function importedFrom({ env, program }: Bench, there: string, path: string) {
  const cwd = await repositoryOfFiles(path, env, 10);
  const server = spawn(program, ['serve', '--port', '0'], {
    ...{ cwd: there, env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(server, 'close');
  try {
    const [url] = await once(createInterface(server.stdout), 'line');
    return await watch({ argv: [program, 'import', 'mlflow', url], cwd, env });
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function imported({ env, program }: Bench, store: string, path: string) {
  const cwd = await repositoryOfFiles(path, env, 10);
  return watch({ argv: [program, 'import', 'mlruns', store], cwd, env });
}

/** Milliseconds that Git takes to store the files of a directory, one by one. */
function addedByGit(env: Environment, store: string, path: string): number {
  gitIn('/', env, ['init', '-q', path]);
  return time({ argv: ['git', `--work-tree=${store}`, 'add', '-A', '.'], cwd: path, env });
}
