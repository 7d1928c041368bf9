import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { CaptureContext } from '../../src/capture/capture.ts';
import { createLive, readPlan, writePlan } from '../../src/record/live.ts';
import { prepare } from '../../src/record/prepare.ts';
import { defaultName } from '../../src/run/name.ts';
import { experimentId } from '../../src/store/experiments.ts';
import { type RequestChanges, recordingBench } from '../support/recording.ts';
import { NOW, sampleId } from '../support/run-rows.ts';

const bench = await recordingBench(t, { files: { 'a.py': '1\n', 'sub/b.py': '1\n' } });
const { on, repository } = bench;

async function prepared(argv: readonly string[], changes: RequestChanges = {}) {
  const request = bench.request(argv, changes);
  const live = await createLive(join(on.path, '.git/git-run/live'), sampleId(NOW));
  const context: CaptureContext = {
    repository,
    settings: request.settings,
    workTree: on.path,
    directory: request.directory,
    argv,
    env: request.env,
    live: live.path,
    cache: join(on.path, '.git/git-run'),
  };
  return { live, ...(await prepare({ request, live, context, started: NOW, withheld: ['GIT_DIR'] })) };
}

t.test('a plan holds all that is known before the start, and survives the journal', async t => {
  mkdirSync(join(on.path, 'sub'), { recursive: true });
  const { live, plan, trouble } = await prepared(['true', '--lr', '1'], {
    directory: join(on.path, 'sub'),
    note: 'n',
    seed: '3',
    params: { bs: '8' },
    settings: { outputs: ['*.pt'] },
  });
  t.equal(trouble, undefined);
  t.match(plan, {
    id: live.id,
    name: defaultName(live.id),
    experiment: { id: experimentId('default'), name: 'default' },
    started: new Date(NOW).toISOString(),
    command: {
      argv: ['true', '--lr', '1'],
      cwd: 'sub',
      redacted: [],
      withheld: ['GIT_DIR'],
      outputs: ['*.pt'],
    },
    params: { lr: { value: 1 }, bs: { value: 8, origin: { kind: 'option' } } },
    note: 'n',
    seed: '3',
    source: { commit: on.git('rev-parse', 'HEAD') },
    author: { name: 'Ada Author', email: 'ada@example.com' },
    problems: [],
    repository: repository.place.commonDir,
  });
  t.ok(plan.environment.schema);
  await writePlan(live, plan);
  t.same(await readPlan(live), plan);
});

t.test('a source that cannot be stored is trouble, and the plan is made all the same', async t => {
  const broken = {
    ...repository,
    refs: { ...repository.refs, update: async () => Promise.reject(new Error('full')) },
  };
  const { plan, trouble } = await prepared(['true'], { repository: broken });
  t.match(trouble, { message: 'full' });
  t.equal(plan.source, undefined);
  t.match(plan.command.argv, ['true']);
});

t.test('an experiment without a record is a problem, and the run is of that name', async t => {
  const broken = {
    ...repository,
    refs: { ...repository.refs, list: async () => Promise.reject(new Error('odd')) },
  };
  const { plan, trouble } = await prepared(['true'], {
    repository: broken,
    settings: { experiment: 'digits' },
  });
  t.equal(trouble, undefined);
  t.match(plan, {
    experiment: { id: experimentId('digits'), name: 'digits' },
    problems: [{ code: 'no-experiment', message: /odd/ }],
  });
});
