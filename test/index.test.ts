import t from 'tap';
import * as library from '../src/index.ts';
import { temporaryRepository } from './support/temporary-repository.ts';

t.test('what is promised to other programs is there', async t => {
  const functions = Object.entries(library).filter(
    ([, value]) => typeof value === 'function' && !/Error$/.test(value.name),
  );
  t.same(functions.map(([name]) => name).sort(), [
    'changeExperiment',
    'checkRun',
    'createExperiment',
    'editRun',
    'iterateRuns',
    'listExperiments',
    'listTips',
    'loadDetail',
    'loadRun',
    'matchRuns',
    'openCheck',
    'openRepository',
    'parseSelector',
    'readSeries',
    'record',
    'recover',
    'rowOfRun',
    'selectRun',
    'sortRuns',
    'startRun',
  ]);
  t.ok(library.RunNotFoundError.prototype instanceof library.GitRunError);
});

t.test('a program can open a repository and read its runs', async t => {
  const { path, env } = temporaryRepository(t);
  const repository = await library.openRepository(path, env);
  t.teardown(() => repository.close());
  const runs = [];
  for await (const run of library.iterateRuns(repository)) runs.push(run);
  t.same(runs, []);
  t.throws(() => library.selectRun(library.parseSelector('@'), [], 0), library.RunNotFoundError);
});
