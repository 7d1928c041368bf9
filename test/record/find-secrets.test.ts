import { execFileSync } from 'node:child_process';
import t from 'tap';
import { findSecrets } from '../../src/record/find-secrets.ts';
import { recordingBench } from '../support/recording.ts';
import { sampleRun } from '../support/run-rows.ts';
import { plantedSecrets } from '../support/secret-corpus.ts';
import { addSubmodule, nestRepository } from '../support/submodules.ts';

const [token] = plantedSecrets(11);
const { secret, rule } = token as NonNullable<typeof token>;
const LINE = `x = '${secret}'\n`;

t.test('what is new in the source is looked through, and marked by its place', async t => {
  const bench = await recordingBench(t, { files: { 'old.py': LINE, 'changed.py': '1\n' } });
  bench.on.write('changed.py', `# a\n${LINE}${LINE}`);
  bench.on.write('sub/new ü.yaml', LINE);
  bench.on.write('binary', Buffer.concat([Buffer.from([0]), Buffer.from(LINE)]));
  bench.on.write('large.csv', `${LINE}${'1\n'.repeat(1 << 19)}`);
  const run = await bench.sh('exit 0');
  t.same(run.secrets, [
    { rule, path: 'changed.py', ordinal: 1 },
    { rule, path: 'changed.py', ordinal: 2 },
    { rule, path: 'sub/new ü.yaml', ordinal: 1 },
  ]);
  t.same(
    run.problems,
    ['changed.py:2', 'changed.py:3', 'sub/new ü.yaml:1'].map(place => ({
      code: 'secret',
      message: `looks like a secret: ${place} (${rule})`,
    })),
  );
  const stored = bench.file(run, 'run.json');
  t.same(JSON.parse(stored).secrets, run.secrets);
  t.notMatch(stored, secret);
});

t.test('what is stored of repositories within is new, whoever committed it', async t => {
  const bench = await recordingBench(t);
  addSubmodule(t, bench.on, 'lib', { files: { 'old.py': LINE } });
  t.same((await bench.sh('exit 0')).secrets, [], 'it stays a commit of its own remote');
  bench.on.write('lib/new.py', '1\n');
  nestRepository(bench.on, 'tool', { '.env': LINE });
  t.same((await bench.sh('exit 0')).secrets, [
    { rule, path: 'lib/old.py', ordinal: 1 },
    { rule, path: 'tool/.env', ordinal: 1 },
  ]);
});

t.test('what was committed long ago is not new', async t => {
  const bench = await recordingBench(t, { files: { 'old.py': LINE } });
  t.same((await bench.sh('exit 0')).secrets, []);
  bench.on.write('new.py', '1\n');
  t.same((await bench.sh('exit 0')).secrets, []);
});

t.test('a run of a source commit has the secrets of that source', async t => {
  const bench = await recordingBench(t, { files: { 'a.py': '1\n' } });
  bench.on.write('a.py', LINE);
  bench.on.git('commit', '-q', '-a', '-m', 'as a source commit');
  const { stored } = await bench.record(['true'], { headIsSource: true });
  t.same(stored?.run.secrets, [{ rule, path: 'a.py', ordinal: 1 }]);
});

t.test('a source is read from where it is stored, whatever the job did to its files', async t => {
  const bench = await recordingBench(t, { files: { 'a.py': '1\n' } });
  bench.on.write('a.py', LINE);
  const { stored } = await bench.record(['rm', 'a.py']);
  t.same(stored?.run.secrets, [{ rule, path: 'a.py', ordinal: 1 }]);
});

t.test('the log is looked through, from its start and from its end', async t => {
  const { repository } = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const found = (parts: Record<string, string>) =>
    findSecrets({
      objects: repository.objects,
      source: { ...sampleRun().source, commit: 'c', head: 'c' },
      headIsSource: false,
      workTree: '/',
      log: t.testdir(parts),
    });
  t.same(await found({ '000000.log': `a\n${secret}\n${secret}`, 'index.ndjson': secret }), {
    secrets: [
      { rule, path: 'logs/000000.log', ordinal: 1 },
      { rule, path: 'logs/000000.log', ordinal: 2 },
    ],
    problems: [2, 3].map(line => ({
      code: 'secret',
      message: `looks like a secret: logs/000000.log:${line} (${rule})`,
    })),
  });
  const lines = '\n'.repeat(1 << 20);
  const long = await found({
    '000000.log': `${secret}\n${lines}${secret}\n${lines}${lines}${secret}\n`,
    '000007.log': `${secret}\n`,
  });
  t.same(
    long.problems.map(({ message }) => message.replace(/.*: (.*) .*/, '$1')),
    ['logs/000000.log:1', `logs/000000.log:${3 * 2 ** 20 + 3}`, 'logs/000007.log:1'],
  );
  t.same(
    long.secrets.map(({ ordinal }) => ordinal),
    [1, 2, 1],
  );
});

t.test('what a filter hides in the tree is found in the bytes that are kept beside it', async t => {
  const bench = await recordingBench(t, {
    files: { '.gitattributes': 'vault filter=hide\n' },
    config: { 'filter.hide.clean': 'tr A-Za-z N-ZA-Mn-za-m', 'filter.hide.smudge': 'tr N-ZA-Mn-za-m A-Za-z' },
  });
  bench.on.write('vault', LINE);
  const run = await bench.sh('exit 0');
  t.same(run.secrets, [{ rule, path: 'vault', ordinal: 1 }]);
});

t.test('values are redacted at once, and leave nothing to be marked', async t => {
  const bench = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const event = JSON.stringify({
    param: { hub: secret },
    tag: { from: `https://u:${secret}@h/x`, api_key: 'k' },
  });
  const run = await bench.sh(`echo '${event}' >> "$GIT_RUN_EVENTS"`, {
    note: `with ${secret}`,
    params: { token: 'x', url: 'https://u:p4ss@h' },
    env: { ...bench.on.env, PYTHONPATH: `/x?${secret}`, TF_PROXY: 'http://u:p4ss@h' },
  });
  t.match(run, {
    note: 'with [redacted]',
    params: { hub: { value: '[redacted]' }, url: { value: 'https://u:[redacted]@h' } },
    tags: { from: 'https://u:[redacted]@h/x', api_key: '[redacted]' },
    secrets: [],
  });
  const stored = execFileSync('git', ['archive', '--format=tar', `refs/runs/${run.id}`], {
    cwd: bench.on.path,
    env: bench.on.env,
  });
  t.notOk(stored.includes(secret));
  t.notOk(stored.includes('p4ss'));
  t.match(JSON.parse(bench.file(run, 'environment.json')).variables.values, {
    PYTHONPATH: '/x?[redacted]',
    TF_PROXY: 'http://u:[redacted]@h',
  });
});

t.test('a search that fails is a problem of the run, not its end', async t => {
  const objects = {
    read: async () => {
      throw new Error('no such object');
    },
    stream: () => {
      throw new Error('unused');
    },
  };
  const { source } = sampleRun();
  const found = await findSecrets({
    objects,
    source,
    headIsSource: false,
    workTree: '/',
    log: t.testdir({}),
  });
  t.same(found, {
    secrets: [],
    problems: [{ code: 'secrets-not-searched', message: 'not looked through for secrets: no such object' }],
  });
});

t.test('a file full of them is marked so often and no more', async t => {
  const bench = await recordingBench(t, { files: { 'a.py': '1\n' } });
  bench.on.write('a.py', LINE.repeat(5000));
  t.equal((await bench.sh('exit 0')).secrets.length, 100);
});
