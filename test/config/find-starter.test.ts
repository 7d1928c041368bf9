import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findStarter } from '../../src/config/find-starter.ts';
import { openRepository } from '../../src/git/open.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test('an empty project is given no proposals', async t => {
  const { path, env } = temporaryRepository(t);
  const repository = await openRepository(path, env);
  t.same(await findStarter(path, repository.worktree), {
    params: [],
    metrics: [],
    outputs: [],
    inputs: [],
    link: [],
  });
  await repository.close();
});

t.test('parameters, metrics, outputs and data are found by their usual names', async t => {
  const { path, env, write } = temporaryRepository(t, {
    files: {
      'params.yaml': 'lr: 1\n',
      'train.py': '',
      'models/net.py': '',
      '.gitignore': '/data\n.venv/\ncheckpoints/\nvenv\n',
    },
  });
  write('metrics.json', '{}');
  write('out/model.pt', '');
  write('checkpoints/1.pt', '');
  write('.venv/pyvenv.cfg', '');
  mkdirSync(join(path, 'elsewhere'));
  symlinkSync('elsewhere', join(path, 'data'));
  const repository = await openRepository(path, env);
  t.same(await findStarter(path, repository.worktree), {
    params: ['params.yaml'],
    metrics: ['metrics.json'],
    outputs: ['out/**', 'checkpoints/**'],
    inputs: ['data'],
    link: ['data', '.venv'],
  });
  await repository.close();
});
