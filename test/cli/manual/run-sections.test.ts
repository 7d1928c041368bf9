import t from 'tap';
import { environmentInside, execSections } from '../../../src/cli/manual/run-sections.ts';
import { recordingBench } from '../../support/recording.ts';

t.test('what is told of the environment is what a command is given', async t => {
  const bench = await recordingBench(t);
  const run = await bench.sh('env', { seed: '7', params: { lr: '1' }, name: 'x' });
  const given = new Set(
    [...bench.file(run, 'logs/000000.log').matchAll(/^(GIT_RUN_\w+)=/gm)].map(([, name]) => name),
  );
  const told = JSON.stringify(environmentInside).matchAll(/`(GIT_RUN_\w+?)_?`/g);
  t.same(
    [...given].map(name => name?.replace(/_PARAM_.*/, '_PARAM')).sort(),
    [...told].map(([, name]) => name).sort(),
  );
});

t.test('exec tells how it ends itself', async t => {
  t.match(execSections[0], { title: 'EXIT STATUS' });
});
