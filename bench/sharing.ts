/**
 * Sharing, over each transport on this machine and with more and more folded runs on the remote: what it costs those who
 * share runs, and those who only push a branch there.
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gitIn } from '../test/support/temporary-repository.ts';
import { compare, spreadOf, time, watch } from './measure.ts';
import { addRuns, type Environment, repositoryOfFiles, repositoryOfFoldedRuns } from './repositories.ts';
import { absentRow, type Bench, type Benchmark, NODE, row, secondsRow } from './rows.ts';
import { serving, servingSsh } from './serving.ts';
import type { Row } from './table.ts';

/** How a repository is reached. */
interface Transport {
  readonly name: string;
  readonly env: Environment;
  urlOf(repository: string): string;
}

export const sharing: Benchmark = {
  name: 'share',
  async measure(bench) {
    const { env, root, quick } = bench;
    const sizes = quick ? [0, 1000] : [0, 10_000, 100_000];
    const sources = new Map<number, string>();
    for (const runs of sizes) sources.set(runs, await remoteOf(bench, runs));
    const over = async (transport: Transport) => {
      const rows: Row[] = [];
      for (const runs of sizes) {
        // Each adds runs and branches to its own.
        const [there, empty] = [join(root, 'there.git'), join(root, 'empty.git')];
        cpSync(sources.get(runs) as string, there, { recursive: true });
        cpSync(sources.get(0) as string, empty, { recursive: true });
        rows.push(...(await measureOver(bench, transport, { there, empty, runs })));
        for (const path of [there, empty]) rmSync(path, { recursive: true });
      }
      return rows;
    };
    const byPath = { name: 'a path', env, urlOf: (path: string) => path };
    const byUrl = (name: string, url: string, more: Environment = {}) => ({
      ...{ name, env: { ...env, ...more } },
      urlOf: (path: string) => `${url}${name === 'ssh' ? path : path.slice(root.length)}`,
    });
    return [
      ...(await over(byPath)),
      ...(await await serving(root, env, url => over(byUrl('HTTP', url)))),
      ...(await servingSsh(env, ssh =>
        'skipped' in ssh
          ? [absentRow('sharing over ssh', ssh.skipped)]
          : over(byUrl('ssh', ssh.url, ssh.env)),
      )),
    ];
  },
};

/** A bare repository with a branch, and with so many runs that are folded. */
async function remoteOf({ root, env }: Bench, runs: number): Promise<string> {
  const made = join(root, `to-share-${runs}`);
  const source =
    runs === 0 ? await repositoryOfFiles(made, env, 10) : await repositoryOfFoldedRuns(made, env, runs);
  const there = `${made}.git`;
  gitIn('/', env, ['init', '-q', '--bare', '-b', 'main', there]);
  gitIn(there, env, ['config', 'http.receivepack', 'true']);
  gitIn(there, env, ['config', 'uploadpack.allowFilter', 'true']);
  gitIn(source, env, ['push', '-q', there, 'main', 'refs/runs/*:refs/runs/*']);
  rmSync(made, { recursive: true });
  return there;
}

interface Shared {
  readonly there: string;
  /** A remote without runs. */
  readonly empty: string;
  readonly runs: number;
}

/** Seconds in which what lists need of all runs is to be here. */
const FIRST = 2;
/** How much slower a push of a branch may be than to a remote without runs. */
const BYSTANDER = 1.3;
/** All of more runs nobody fetches at once. */
const MOST_FETCHED = 10_000;

async function measureOver(
  { program, root, quick }: Bench,
  { name, env, urlOf }: Transport,
  { there, empty, runs }: Shared,
): Promise<Row[]> {
  const url = urlOf(there);
  const cwd = join(root, 'sharing');
  gitIn('/', env, ['clone', '-q', url, cwd]);
  const [rounds, many] = quick ? [3, 100] : [11, 1000];
  const node = spreadOf(Array.from({ length: 5 }, () => time({ argv: NODE, cwd, env })));
  const what = `${runs} folded runs there, over ${name}`;
  const ran = (...argv: string[]) => watch({ argv: [program, ...argv], cwd, env });
  const beside = (words: readonly string[]) =>
    compare({ argv: [program, ...words], cwd, env }, { argv: ['git', 'ls-remote', url], cwd, env }, rounds);
  const branch = (to: string) => ({
    argv: ['sh', '-c', `git push -q '${to}' HEAD:refs/heads/of-$$`],
    ...{ cwd, env },
  });
  const rows = [
    row(
      `push of a branch, ${what}`,
      'no runs there',
      compare(branch(url), branch(urlOf(empty)), rounds),
      BYSTANDER,
    ),
    secondsRow(`first metadata, ${what}`, await ran('fetch', '--metadata-only'), node, FIRST),
    row(`metadata of nothing new, ${what}`, 'git ls-remote', beside(['fetch', '--metadata-only'])),
  ];
  await addRuns(cwd, env, 10, 1);
  rows.push(
    secondsRow(`push of 1 run, ${what}`, await ran('push', '@'), node),
    row(`push of nothing, ${what}`, 'git ls-remote', beside(['push', '@'])),
  );
  if (runs <= MOST_FETCHED)
    rows.push(
      secondsRow(`first fetch, ${what}`, await ran('fetch'), node),
      row(`fetch of nothing, ${what}`, 'git ls-remote', beside(['fetch'])),
    );
  await addRuns(cwd, env, 100, many);
  rows.push(secondsRow(`push of ${many} runs, ${what}`, await ran('push'), node));
  rmSync(cwd, { recursive: true });
  return rows;
}
