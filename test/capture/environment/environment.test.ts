import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { CaptureContext } from '../../../src/capture/capture.ts';
import { environment, environmentBelow } from '../../../src/capture/environment/environment.ts';
import { canonicalFile } from '../../../src/run/json.ts';
import { captureContext } from '../../support/capture-context.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('equal machines give equal bytes', async t => {
  const [one, other] = [machine(t, 'one', '2000.1', 101), machine(t, 'other', '3999.9', 202)];
  const job = captureContext(t);
  writeFileSync(join(job.workTree, 'uv.lock'), 'version = 1\n');
  const elsewhere = {
    ...captureContext(t),
    workTree: job.workTree,
    env: { ...job.env, HOSTNAME: 'b', SHLVL: '3' },
  };
  const bytes = await noted(one, job);
  t.equal(await noted(other, elsewhere), bytes);
  t.equal(await noted(one, job), bytes, 'with a warm cache too');
});

t.test('another machine gives other bytes', async t => {
  const job = captureContext(t);
  const root = machine(t, 'one', '2000.1', 101);
  const before = await noted(root, job);
  writeFileSync(join(root, 'proc/self/status'), 'Cpus_allowed_list:\t0\n');
  t.not(await noted(root, job), before);
});

t.test('every part says whether it is complete', async t => {
  const { environment: found, problems } = (await environment.before?.(captureContext(t))) ?? {};
  const { schema, ...parts } = found ?? {};
  t.equal(schema, 'git-run/environment@1');
  t.same(Object.keys(parts).sort(), [
    'container',
    'cpu',
    'gpu',
    'limits',
    'locale',
    'locks',
    'os',
    'variables',
  ]);
  for (const [name, part] of Object.entries(parts)) t.match(part, { complete: Boolean }, name);
  t.same(problems, []);
});

t.test('variables are kept as the settings ask, secrets never', async t => {
  const env = { STAGE: 'test', STAGE_TOKEN: 'hunter2', OMP_NUM_THREADS: '2' };
  const job = captureContext(t, { env, settings: { environmentKeep: ['STAGE*', 'STAGE_TOKEN'] } });
  const found = await environment.before?.(job);
  t.match(found, { environment: { variables: { values: { STAGE: 'test', OMP_NUM_THREADS: '2' } } } });
  t.notMatch(JSON.stringify(found), 'hunter2');
});

t.test('a part that cannot be read is a problem, and the others are there', async t => {
  const job = captureContext(t);
  rmSync(job.workTree, { recursive: true });
  const found = await environment.before?.(job);
  t.match(found, {
    environment: { locks: { complete: false }, cpu: {} },
    problems: [{ code: 'environment-unreadable', message: /locks/ }],
  });
});

t.test('a broken Python beside the job is a problem, never an exception', async t => {
  const folder = t.testdir({ python3: '#!/bin/sh\nexit 3\n' });
  chmodSync(join(folder, 'python3'), 0o755);
  const job = captureContext(t, { argv: ['python3', 'x.py'], env: { PATH: `${folder}:/usr/bin:/bin` } });
  t.match(await environmentBelow(t.testdirName).beside?.(job, new AbortController().signal), {
    environment: { python: { complete: false } },
    problems: [{ code: 'python-unreadable' }],
  });
});

t.test('the time zone is the job’s own, else the machine’s', async t => {
  const root = machine(t, 'one', '1', 1);
  const { TZ: _, LC_ALL: __, ...env } = captureContext(t).env;
  const zone = async (more: Record<string, string>) =>
    (await environmentBelow(root).before?.({ ...captureContext(t), env: { ...env, ...more } }))?.environment
      ?.locale;
  t.same(await zone({ TZ: 'UTC', LANG: 'C' }), { language: 'C', timeZone: 'UTC', complete: true });
  t.same(await zone({}), { language: null, timeZone: 'Europe/Zurich', complete: true });
});

async function noted(root: string, job: CaptureContext): Promise<string> {
  const source = environmentBelow(root);
  const findings = [await source.before?.(job), await source.beside?.(job, new AbortController().signal)];
  t.same(
    findings.flatMap(found => found?.problems ?? []),
    [],
  );
  return canonicalFile(Object.assign({}, ...findings.map(found => found?.environment)));
}

/** What differs from machine to machine of a kind, and from moment to moment, is given. */
function machine(t: Test, name: string, megahertz: string, pid: number): string {
  const root = join(temporaryDirectory(t), name);
  for (const folder of ['proc/self', 'proc/sys/kernel', 'etc', 'lib'])
    mkdirSync(join(root, folder), { recursive: true });
  const write = (path: string, content: string) => writeFileSync(join(root, path), content);
  write('proc/cpuinfo', `processor\t: 0\nmodel name\t: EPYC\ncpu MHz\t: ${megahertz}\nflags\t: fma avx2\n`);
  write('proc/self/status', `Pid:\t${pid}\nVmRSS:\t${pid} kB\nCpus_allowed_list:\t0-1\n`);
  write('proc/self/cgroup', `0::/job-${pid}\n`);
  write('proc/self/maps', `${pid}0-${pid}f r-xp 0 fe:00 1 /lib/libc.so.6\n`);
  write('proc/sys/kernel/osrelease', '6.1.0\n');
  write('lib/libc.so.6', 'GNU C Library (Debian GLIBC 2.36-9) stable release version 2.36.\n');
  write('etc/os-release', 'ID=debian\nVERSION_ID="12"\n');
  write('etc/hostname', `${name}\n`);
  symlinkSync('/usr/share/zoneinfo/Europe/Zurich', join(root, 'etc/localtime'));
  return root;
}
