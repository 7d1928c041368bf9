import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { findInterpreter } from '../../../src/capture/environment/python-interpreter.ts';

t.test('the Python that is named is the one', async t => {
  const job = project(t, ['bin/python', 'bin/python3', 'bin/python3.11', 'work/venv/bin/python', 'bin/env']);
  t.equal(job('python', 'train.py'), 'bin/python');
  t.equal(job('python3.11', '-m', 'train'), 'bin/python3.11');
  t.equal(job('env', 'A=1', 'venv/bin/python', 'train.py'), 'work/venv/bin/python');
  t.equal(job('sh', '-c', 'cd x && python3 train.py'), 'bin/python3');
  t.equal(job('python3.9', 'train.py'), 'bin/python3', 'one that is not there: the usual one');
});

t.test('a file that is called python and is not the program is not started', async t => {
  const job = project(t, ['work/python']);
  t.equal(job('cat', './python'), 'not found');
  t.equal(job('./python'), 'work/python');
});

t.test('a script is run by the Python of its first line', async t => {
  const job = project(t, ['bin/python3', 'opt/bin/python3.12', 'other/a b/python']);
  const root = job.root;
  job.script('bin/torchrun', `#!${root}/opt/bin/python3.12\nimport sys\n`);
  job.script('bin/pytest', '#!/usr/bin/env -S python3 -u\n');
  job.script('bin/long', `#!/bin/sh\n'''exec' "${root}/other/a b/python" "$0" "$@"\n' '''\n`);
  job.script('bin/train', '#!/bin/sh\nexec something\n');
  t.equal(job('torchrun', 'train.py'), 'opt/bin/python3.12');
  t.equal(job('pytest'), 'bin/python3');
  t.equal(job('long'), 'other/a b/python');
  t.equal(job('train'), 'none');
});

t.test('uv and the like run in the environment of the project', async t => {
  const job = project(t, ['bin/uv', 'bin/python3', 'work/.venv/bin/python', 'work/deep/er/x']);
  t.equal(job('uv', 'run', 'train.py'), 'work/.venv/bin/python');
  t.equal(job.in('work/deep/er', 'uv', 'run', 'train.py'), 'work/.venv/bin/python');
  t.equal(job('uv', 'sync'), 'none');
  const bare = project(t, ['bin/poetry', 'bin/python3']);
  t.equal(bare('poetry', 'run', 'train'), 'bin/python3');
});

t.test('a job with no Python has none', async t => {
  const job = project(t, ['bin/python3', 'bin/sh']);
  t.equal(job('true'), 'none');
  t.equal(job('sh', '-c', 'make all'), 'none');
  t.equal(job(), 'none');
  t.equal(job('accelerate', 'launch', 'train.py'), 'bin/python3', 'but a Python file tells');
  t.equal(job.with({ VIRTUAL_ENV: '/v' }, 'make'), 'bin/python3', 'and so does an active environment');
});

t.test('a Python that should be there and is not', async t => {
  t.equal(project(t, [])('python', 'train.py'), 'not found');
});

/** A work tree `work` and programs, each an empty executable; the answer is relative to them all. */
function project(t: Test, programs: readonly string[]) {
  const root = t.testdir({ work: {}, bin: {} });
  const script = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    chmodSync(join(root, path), 0o755);
  };
  for (const program of programs) script(program, '');
  const ask = (folder: string, env: Record<string, string>, argv: readonly string[]) => {
    const [directory, workTree] = [join(root, folder), join(root, 'work')];
    const found = findInterpreter({ argv, directory, workTree, env: { PATH: join(root, 'bin'), ...env } });
    return found.involved ? (found.path?.slice(root.length + 1) ?? 'not found') : 'none';
  };
  return Object.assign((...argv: string[]) => ask('work', {}, argv), {
    root,
    script,
    in: (folder: string, ...argv: string[]) => ask(folder, {}, argv),
    with: (env: Record<string, string>, ...argv: string[]) => ask('work', env, argv),
  });
}
