import { dirname } from 'node:path';
import t from 'tap';
import type { Readable } from '../../../src/git/readable.ts';
import { openRemote, type Remote } from '../../../src/git/remote/open-remote.ts';
import { editRun } from '../../../src/store/edit.ts';
import { createExperiment, listExperiments } from '../../../src/store/experiments.ts';
import { iterateRuns } from '../../../src/store/list.ts';
import { loadDetail, runFiles } from '../../../src/store/load.ts';
import { listTips } from '../../../src/store/tips.ts';
import { type GitServerOptions, gitServer } from '../../support/git-server.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';
import { type Teardown, temporaryRepository } from '../../support/temporary-repository.ts';

const OPEN = { cwd: '/', interactive: false, prefix: 'refs/runs/' };
const SELECTIVE = { 'uploadpack.allowFilter': 'true', 'uploadpack.allowAnySHA1InWant': 'true' };

const bench = await storeBench(t, { config: SELECTIVE });
const model = Buffer.alloc(3_000_000, 'weights');
for (const name of ['one', 'two', 'three']) {
  const files = storedFiles({
    'artifacts/model.pt': model,
    'artifacts/ü/b': name,
    'logs/000000.log': `${name}\n`,
  });
  const run = bench.run({ name });
  await bench.save(run, { files, environment: { os: 'linux' } });
  if (name === 'two')
    await editRun({
      ...bench,
      id: run.id,
      edits: [{ kind: 'tag', key: 'a', value: 'b' }],
      author: AUTHOR,
      now: NOW,
    });
}
await createExperiment({ repository: bench.repository, author: AUTHOR, now: NOW }, { name: 'digits' });
bench.on.git('repack', '-adq', '--window=50', '--depth=50');

async function opened(t: Teardown, options: GitServerOptions = {}): Promise<Remote> {
  const server = await gitServer(t, dirname(bench.on.path), bench.on.env, options);
  const url = `${server.url}/repository/.git`.replace(
    '//',
    options.auth === undefined ? '//' : `//${options.auth}@`,
  );
  const remote = await openRemote(url, { ...OPEN, env: bench.on.env });
  t.teardown(() => remote.close());
  return remote;
}

/** All that there is to read of runs. */
async function everything(from: Readable) {
  const read: unknown[] = [await listTips(from), await listTips(from, 2), await listExperiments(from)];
  for await (const run of iterateRuns(from)) {
    if ('error' in run) throw run.error;
    read.push(run, await loadDetail(from.objects, run));
    for (const [path, { mode, oid }] of await runFiles(from, run.commit)) {
      let bytes = 0;
      for await (const piece of from.objects.stream(oid)) bytes += piece.length;
      read.push([path, mode, oid, bytes]);
    }
  }
  return read;
}

const servers: Record<string, GitServerOptions> = {
  'protocol 2': {},
  'protocol 0': { protocol2: false },
  'protocol 2, packed answers': { gzip: true },
  'protocol 2, with a password': { auth: 'ada:s3cret' },
};

for (const [name, options] of Object.entries(servers)) {
  t.test(`what is read from a remote is what is in the repository: ${name}`, async t => {
    t.strictSame(await everything(await opened(t, options)), await everything(bench.repository));
  });
}

t.test('a server that leaves nothing out gives the same', async t => {
  for (const key of Object.keys(SELECTIVE)) bench.on.git('config', key, 'false');
  for (const options of [{}, { protocol2: false }])
    t.strictSame(await everything(await opened(t, options)), await everything(bench.repository));
  for (const key of Object.keys(SELECTIVE)) bench.on.git('config', key, 'true');
});

t.test('what is shown of a remote is no password', async t => {
  t.match((await opened(t, { auth: 'ada:s3cret' })).shown, /^http:\/\/127[^@]+$/);
});

t.test('runs that are hidden, and repositories without any, are none', async t => {
  bench.on.git('config', 'uploadpack.hideRefs', 'refs/runs');
  t.same(await listTips(await opened(t)), []);
  t.same(await listTips(await opened(t, { protocol2: false })), []);
  bench.on.git('config', '--unset', 'uploadpack.hideRefs');
});

t.test('a repository of SHA-256 is refused by name', async t => {
  const other = temporaryRepository(t, { objectFormat: 'sha256', files: { a: '' } });
  for (const protocol2 of [true, false]) {
    const { url } = await gitServer(t, dirname(other.path), other.env, { protocol2 });
    await t.rejects(openRemote(`${url}/repository/.git`, { ...OPEN, env: other.env }), {
      code: 'engine-limit',
      message: /sha256/,
    });
  }
});
