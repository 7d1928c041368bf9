import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { findProjectFile, readProject } from '../../../src/interop/mlproject/read-project.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

function directory(t: Test, files: Readonly<Record<string, string>>): string {
  const path = temporaryDirectory(t);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

t.test('the file is found in whatever case its name is', async t => {
  t.equal(await findProjectFile(directory(t, { mlPROJECT: '' })), 'mlPROJECT');
  t.equal(await findProjectFile(directory(t, { mlproject: '', MLproject: '' })), 'MLproject');
  t.equal(await findProjectFile(directory(t, { 'MLproject.yaml': '' })), undefined);
  t.equal((await readProject(directory(t, { MLPROJECT: 'name: x' }))).name, 'x');
});

t.test('a directory without the file is a project of scripts', async t => {
  t.same(await readProject(directory(t, {})), { entryPoints: new Map() });
});

t.test('the environment is the one that is named, else the usual file', async t => {
  const usual = { 'conda.yaml': '', 'python_env.yaml': '' };
  t.same((await readProject(directory(t, usual))).environment, {
    kind: 'python_env',
    file: 'python_env.yaml',
  });
  t.same((await readProject(directory(t, { 'conda.yaml': '' }))).environment?.kind, 'conda_env');
  const named = directory(t, { ...usual, 'my.yaml': '', MLproject: 'conda_env: my.yaml' });
  t.same((await readProject(named)).environment, { kind: 'conda_env', file: 'my.yaml' });
});

t.test('what cannot be read is told by its name', async t => {
  await t.rejects(readProject(directory(t, { MLproject: 'python_env: none.yaml' })), {
    code: 'project',
    message: "MLproject: 'python_env' names none.yaml, which is not there",
  });
  await t.rejects(readProject(directory(t, { MLproject: '#'.repeat((1 << 20) + 1) })), {
    message: /larger than 1 MiB/,
  });
  const path = directory(t, {});
  mkdirSync(join(path, 'MLproject'));
  await t.rejects(readProject(path), { code: 'project', message: 'MLproject is no regular file' });
});
