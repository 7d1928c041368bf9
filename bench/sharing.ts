/** Sharing, over a path and over HTTP on this machine: with many folded runs on the remote, and beside what plain Git takes. */
import { join } from 'node:path';
import { gitIn } from '../test/support/temporary-repository.ts';
import { compare, spreadOf, time, watch } from './measure.ts';
import { addRuns, repositoryOfFoldedRuns } from './repositories.ts';
import { type Bench, type Benchmark, NODE, row, secondsRow } from './rows.ts';
import { serving } from './serving.ts';
import type { Row } from './table.ts';

export const sharing: Benchmark = {
  name: 'share',
  async measure(bench) {
    const { env, root, quick } = bench;
    const runs = quick ? 1000 : 10_000;
    const source = await repositoryOfFoldedRuns(join(root, 'to-share'), env, runs);
    const rows: Row[] = [];
    for (const by of ['a path', 'HTTP']) {
      const name = by === 'HTTP' ? 'shared-http' : 'shared-path';
      const there = join(root, name);
      gitIn('/', env, ['init', '-q', '--bare', '-b', 'main', there]);
      gitIn(there, env, ['config', 'http.receivepack', 'true']);
      gitIn(source, env, ['push', '-q', there, 'main', 'refs/runs/*:refs/runs/*']);
      const measured = async (url: string) =>
        measureOver(bench, { by, url, runs, clone: join(root, `${name}-clone`) });
      if (by === 'HTTP') rows.push(...(await await serving(root, env, url => measured(`${url}/${name}`))));
      else rows.push(...(await measured(there)));
    }
    return rows;
  },
};

interface Shared {
  readonly by: string;
  readonly url: string;
  readonly runs: number;
  /** Where a clone is to be made. */
  readonly clone: string;
}

async function measureOver({ env, program, quick }: Bench, { by, url, runs, clone }: Shared): Promise<Row[]> {
  gitIn('/', env, ['clone', '-q', url, clone]);
  const [rounds, many] = quick ? [3, 100] : [11, 1000];
  const cwd = clone;
  const node = spreadOf(Array.from({ length: 5 }, () => time({ argv: NODE, cwd, env })));
  const what = `${runs} folded runs there, over ${by}`;
  const first = await watch({ argv: [program, 'fetch'], cwd, env });
  const beside = (words: readonly string[]) =>
    compare({ argv: [program, ...words], cwd, env }, { argv: ['git', 'ls-remote', url], cwd, env }, rounds);
  const nothing = beside(['fetch']);
  await addRuns(cwd, env, 10, 1);
  const one = await watch({ argv: [program, 'push', '@'], cwd, env });
  const again = beside(['push', '@']);
  await addRuns(cwd, env, 100, many);
  const all = await watch({ argv: [program, 'push'], cwd, env });
  return [
    secondsRow(`first fetch, ${what}`, first, node),
    row(`fetch of nothing, ${what}`, 'git ls-remote', nothing),
    secondsRow(`push of 1 run, ${what}`, one, node),
    row(`push of nothing, ${what}`, 'git ls-remote', again),
    secondsRow(`push of ${many} runs, ${what}`, all, node),
  ];
}
