import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import t from 'tap';
import {
  activated,
  buildWithConda,
  buildWithUv,
  buildWithVenv,
  programOf,
} from '../../../src/interop/mlproject/build-environment.ts';
import { noPython, PYTHON } from '../../support/python.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

/** What was installed for GIT_RUN_PYTHON is beside it. */
const env = { ...process.env, PATH: [process.env.PATH, dirname(PYTHON)].join(delimiter) };
const hasNot = (program: string) =>
  spawnSync(program, ['--version'], { env }).status === 0 ? false : `SKIPPED: no ${program} here`;

function project(t: { teardown(handler: () => unknown): unknown }) {
  const directory = temporaryDirectory(t);
  mkdirSync(join(directory, 'pkg'));
  return { directory, into: join(directory, 'built'), ground: { directory, env } };
}

const prefixOf = (python: string) =>
  spawnSync(python, ['-c', 'import sys; print(sys.prefix)'], { encoding: 'utf8' }).stdout.trim();

t.test(
  'a Python of another version, and what it says when it fails, are told',
  { skip: noPython('venv') },
  async t => {
    const { ground, into } = project(t);
    await t.rejects(buildWithVenv(ground, { python: '2.6.1', groups: [] }, into), {
      code: 'project',
      message: /^the project asks for Python 2\.6\.1, and here is 3\./,
    });
    writeFileSync(join(ground.directory, 'file'), '');
    await t.rejects(buildWithVenv(ground, { groups: [] }, join(ground.directory, 'file')), {
      code: 'project',
      message: /could not be built: .* -m venv .* ended with 1$/,
      data: { remedies: [/file/] },
    });
  },
);

t.test('uv makes one, too', { skip: hasNot('uv') }, async t => {
  const { ground, into } = project(t);
  await buildWithUv(ground, { groups: [] }, into);
  t.equal(prefixOf(join(into, 'bin/python')), into);
});

t.test('conda makes one of its file', { skip: hasNot('conda') }, async t => {
  const { ground, directory, into } = project(t);
  writeFileSync(join(directory, 'conda.yaml'), 'dependencies: []\n');
  await buildWithConda(ground, 'conda.yaml', into);
  t.ok(existsSync(join(into, 'conda-meta')));
});

t.test('a program that is not there is named, with what to do without it', async t => {
  const { ground, directory, into } = project(t);
  const bare = { directory, env: { PATH: join(directory, 'pkg') } };
  const error = { code: 'project', message: '--env-manager uv needs the program uv, which is not on PATH' };
  await t.rejects(buildWithUv(bare, { groups: [] }, into), error);
  await t.rejects(buildWithConda(bare, 'conda.yaml', into), {
    message: /program mamba or conda or micromamba/,
  });
  await t.rejects(buildWithVenv(bare, { groups: [] }, into), { message: /program python3 or python/ });
  t.equal(programOf(['none-such', 'sh'], 'x', 'y', ground).endsWith('/sh'), true);
});

t.test('the programs of an environment come first', async t => {
  const { directory } = project(t);
  mkdirSync(join(directory, 'bin'));
  symlinkSync('/bin/echo', join(directory, 'bin', 'sh'));
  const now = activated({ PATH: '/usr/bin', PYTHONHOME: '/x', A: '1' }, directory, 'VIRTUAL_ENV');
  t.same(now, { PATH: `${directory}/bin:/usr/bin`, A: '1', VIRTUAL_ENV: directory });
  t.equal(programOf(['sh'], 'x', 'y', { directory, env: now }), join(directory, 'bin/sh'));
});
