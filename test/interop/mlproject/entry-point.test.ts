import t from 'tap';
import { commandLine } from '../../../src/interop/mlproject/command-line.ts';
import { findEntryPoint } from '../../../src/interop/mlproject/entry-point.ts';
import type { EntryPoint } from '../../../src/interop/mlproject/project.ts';

const main: EntryPoint = { parameters: new Map(), command: 'make' };
const project = {
  entryPoints: new Map([
    ['main', main],
    ['odd.py', main],
  ]),
};
const lineOf = (name: string) =>
  commandLine({ command: findEntryPoint(project, name).command, values: new Map(), extra: new Map() });

t.test('an entry point that is declared comes before a script of its name', async t => {
  t.equal(findEntryPoint(project, 'main'), main);
  t.equal(findEntryPoint(project, 'odd.py'), main);
});

t.test('a script is run by what its ending says, whatever else its name has', async t => {
  t.equal(lineOf('train.py'), 'python train.py');
  t.equal(lineOf('sub/run it.sh'), "bash 'sub/run it.sh'");
  t.equal(lineOf('{x};.py'), "python '{x};.py'");
  t.equal(lineOf('-c.py'), 'python ./-c.py');
  t.equal(lineOf('fit.R'), 'Rscript fit.R');
});

t.test('what is neither is told, with what there is', async t => {
  t.throws(() => findEntryPoint(project, 'mian'), {
    code: 'project',
    message:
      'Could not find mian among entry points [main, odd.py] or interpret mian as a runnable script. ' +
      "Supported script file extensions: ['.py', '.sh']",
    data: { remedies: ['  did you mean -e main?'] },
  });
  t.throws(() => findEntryPoint({ entryPoints: new Map() }, 'main'), { code: 'project' });
  t.throws(() => findEntryPoint(project, 'x.constructor'), { code: 'project' });
});
