import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { CaptureContext } from '../../../src/capture/capture.ts';
import { pythonPackages } from '../../../src/capture/environment/python-packages.ts';
import { captureContext } from '../../support/capture-context.ts';

t.test('an interpreter is asked once, and not again', async t => {
  const { context, calls } = withPython(t);
  const first = await pythonPackages(context);
  t.match(first, {
    environment: { python: { version: '3.9.1', packages: [{ name: 'one', version: '1' }] } },
  });
  t.equal(calls(), 1);
  t.same(await pythonPackages(context), first);
  t.equal(calls(), 1, 'the second answer is from the cache');
  const folder = join(context.cache, 'environment');
  t.equal(readdirSync(folder).length, 1);
  t.equal(statSync(join(folder, readdirSync(folder)[0] ?? '')).mode & 0o777, 0o600);
});

t.test('a package that appears is seen', async t => {
  const { context, calls, site } = withPython(t);
  await pythonPackages(context);
  mkdirSync(join(site, 'two-2.dist-info'));
  t.match(await pythonPackages(context), {
    environment: { python: { packages: [{ name: 'one' }, { name: 'two' }] } },
  });
  t.equal(calls(), 2);
});

t.test('a package that is replaced by one of the same version is seen', async t => {
  const { context, calls, site } = withPython(t);
  await pythonPackages(context);
  utimesSync(site, new Date(), new Date(Date.now() - 5000));
  await pythonPackages(context);
  t.equal(calls(), 2);
});

t.test('another interpreter, another search path, another choice of version: asked again', async t => {
  const { context, calls, python } = withPython(t);
  await pythonPackages(context);
  await pythonPackages({ ...context, env: { ...context.env, PYTHONPATH: '/x' } });
  t.equal(calls(), 2);
  writeFileSync(join(context.workTree, '.python-version'), '3.12\n');
  await pythonPackages(context);
  t.equal(calls(), 3);
  writeFileSync(python, `${readFileSync(python)}\n# another\n`);
  await pythonPackages(context);
  t.equal(calls(), 4);
});

t.test('a damaged cache is asked past', async t => {
  const { context, calls } = withPython(t);
  await pythonPackages(context);
  const folder = join(context.cache, 'environment');
  for (const content of ['', '[]', '{"python":{},"places":[]}', '{"python":{"version":"1"},"places":7}']) {
    writeFileSync(join(folder, readdirSync(folder)[0] ?? ''), content);
    t.match(await pythonPackages(context), { environment: { python: { version: '3.9.1' } } });
  }
  t.equal(calls(), 5);
});

t.test('a broken interpreter is a problem of the run, and is asked again the next time', async t => {
  const { context, calls, python } = withPython(t, 'echo "no such library" >&2; exit 127');
  for (const time of [1, 2]) {
    t.match(await pythonPackages(context), {
      environment: { python: { executable: python, complete: false } },
      problems: [{ code: 'python-unreadable', message: /python3.*127: no such library/ }],
    });
    t.equal(calls(), time);
  }
});

t.test('a job with no Python starts none', async t => {
  const { context, calls } = withPython(t);
  t.same(await pythonPackages({ ...context, argv: ['true'] }), {});
  t.equal(calls(), 0);
  t.notOk(existsSync(context.cache));
});

t.test('a Python that is not found is no problem of ours, and is said', async t => {
  const context = captureContext(t, { argv: ['python3', 'x.py'], env: { PATH: t.testdir() } });
  t.same(await pythonPackages(context), { environment: { python: { complete: false } } });
});

t.test('the packages of Conda are those of its own records', async t => {
  const { context, prefix } = withPython(t);
  t.match(await pythonPackages(context), { environment: { python: { conda: null } } });
  mkdirSync(join(prefix, 'conda-meta'));
  writeFileSync(join(prefix, 'conda-meta/mkl-2023.1.0-h213fc3f_46344.json'), '{}');
  writeFileSync(join(prefix, 'conda-meta/history'), '');
  t.match(await pythonPackages(context), {
    environment: { python: { conda: ['mkl-2023.1.0-h213fc3f_46344'] } },
  });
});

/** A job on a `python3` that counts how often it is started, and finds packages in a folder of its own. */
function withPython(t: Test, script?: string) {
  const prefix = t.testdir({ bin: {}, site: { 'one-1.dist-info': {} } });
  const [python, site, count] = [join(prefix, 'bin/python3'), join(prefix, 'site'), join(prefix, 'count')];
  const answer = `list=$(ls ${site} | sed -n 's/^\\(.*\\)-\\(.*\\).dist-info$/{"name":"\\1","version":"\\2"}/p' | paste -sd,)
echo "{\\"version\\":\\"3.9.1\\",\\"prefix\\":\\"${prefix}\\",\\"packages\\":[$list],\\"places\\":[\\"${site}\\"]}"`;
  writeFileSync(python, `#!/bin/sh\necho x >>${count}\n${script ?? answer}\n`);
  chmodSync(python, 0o755);
  // As packages are, it was installed before.
  utimesSync(site, new Date(), new Date(Date.now() - 60_000));
  const env = { PATH: `${prefix}/bin:/usr/bin:/bin` };
  const context: CaptureContext = captureContext(t, { argv: ['python3', 'train.py'], env });
  const calls = () => (existsSync(count) ? readFileSync(count, 'utf8').length / 2 : 0);
  return { context, calls, python, site, prefix };
}
