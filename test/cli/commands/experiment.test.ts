import t from 'tap';
import type { Run } from '../../../src/run/run.ts';
import { experimentId } from '../../../src/store/experiments.ts';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
const of = (name: string) => ({ experiment: { id: experimentId(name) as Run['experiment']['id'], name } });

t.test('before the first run there is none', async t => {
  t.match(await run('experiment', 'list'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: no experiments yet; the first run makes one\n',
  });
});

t.test('one is created by its name, and only once', async t => {
  t.match(await run('experiment', 'create', 'baselines', '--description', 'no tuning', '-t', 'team=a'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: created experiment baselines\n',
  });
  t.match(await run('experiment', 'create', '-n', 'letters'), { exitCode: 0 }, "as in MLflow's words");
  t.match(await run('experiment', 'create', 'letters'), {
    exitCode: 1,
    stderr: "git-run: an experiment 'letters' exists already\n  choose another name",
  });
  t.match(await run('experiment', 'create'), {
    exitCode: 2,
    stderr: 'git-run: the experiment needs a name\n  git run experiment create NAME\n',
  });
  t.match(await run('experiment', 'create', 'a:b'), {
    exitCode: 2,
    stderr: "git-run: a name cannot hold ':'",
  });
});

t.test('a list says how many runs they have, and how new', async t => {
  await bench.save(bench.run(of('baselines')));
  await bench.save(bench.run({ name: 'other', ...of('baselines') }));
  t.equal(
    (await run('experiment', 'list')).stdout,
    'name       runs  newest   description\nbaselines     2  1 h ago  no tuning\nletters       0\n',
  );
  t.match(JSON.parse((await run('experiment', 'list', '--json')).stdout), {
    version: 1,
    experiments: [
      { name: 'baselines', runs: 2, description: 'no tuning', tags: { team: 'a' } },
      { name: 'letters', runs: 0 },
    ],
  });
});

t.test('one is shown', async t => {
  t.equal((await run('experiment', 'show', 'baselines')).stdout, 'baselines\nno tuning\nteam=a\n2 runs\n');
  t.match(JSON.parse((await run('experiment', 'show', 'letters', '--json')).stdout), {
    version: 1,
    name: 'letters',
    runs: 0,
  });
  t.match(await run('experiment', 'show', 'leters'), {
    exitCode: 1,
    stderr:
      "git-run: no experiment 'leters'\n  did you mean 'letters'?\n  git run experiment list shows them all\n",
  });
});

t.test('one that is renamed keeps its runs', async t => {
  t.match(await run('experiment', 'rename', 'baselines', 'old'), {
    exitCode: 0,
    stderr: 'git-run: renamed baselines to old\n',
  });
  t.match((await run('experiment', 'show', 'old')).stdout, '2 runs');
  t.match((await run('log', '-e', 'old', '--columns', 'name,experiment')).stdout, /\nother +old\n/);
  t.match(await run('experiment', 'rename', 'old', 'letters'), { exitCode: 1, stderr: 'exists already' });
});

t.test('one in the trash is out of the way until it is restored', async t => {
  t.match(await run('experiment', 'rm', 'old'), {
    exitCode: 0,
    stderr: 'git-run: put old into the trash; git run experiment restore old takes it out\n',
  });
  t.notMatch((await run('experiment', 'list')).stdout, 'old');
  t.match((await run('experiment', 'list', '--removed')).stdout, /^old /m);
  t.match((await run('log', '--oneline')).stdout, / other /, 'its runs stay');
  t.match(await run('experiment', 'restore', 'old'), { exitCode: 0, stderr: 'git-run: restored old\n' });
  t.match((await run('experiment', 'list')).stdout, /^old /m);
});
