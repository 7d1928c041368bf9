import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { endRecording, judged, type RecordingInput, recordingOf } from '../../src/cli/recording.ts';
import type { Recorded } from '../../src/record/request.ts';
import { worldOf } from '../support/cli.ts';
import { NOW, sampleId } from '../support/run-rows.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const given: RecordingInput = {
  name: undefined,
  experiment: undefined,
  tags: [],
  note: undefined,
  outputs: [],
  inputs: [],
  seed: undefined,
  assert: [],
  quiet: false,
};

const outer = sampleId(NOW);

const ended = (exit: Recorded['exit']): Recorded => ({ exit, notKept: [] });

t.test('what is not given is not asked for, and a run inside a run is its child', async t => {
  const on = temporaryRepository(t);
  const { world } = worldOf(on, { env: { GIT_RUN_ID: outer } });
  const context = createContext(world);
  t.teardown(() => context.close());
  const plain = await recordingOf(context, given);
  t.same(
    Object.keys(plain).filter(key => ['name', 'seed', 'keeper'].includes(key)),
    [],
  );
  t.match(plain, {
    directory: on.path,
    tags: {},
    note: '',
    lineage: [{ relation: 'child-of', id: outer }],
    settings: { experiment: 'default', outputs: [] },
  });
  const more = { ...given, name: 'first', experiment: 'digits', tags: ['a=b'], seed: '7', outputs: ['*.pt'] };
  t.match(await recordingOf(context, more), {
    name: 'first',
    tags: { a: 'b' },
    seed: '7',
    settings: { experiment: 'digits', outputs: ['*.pt'] },
  });
  await t.rejects(recordingOf(context, { ...given, name: 'a:b' }), { code: 'usage', message: /^--name: / });
});

t.test('it ends as the job did, and says so', async t => {
  const on = temporaryRepository(t);
  const { world, err } = worldOf(on);
  const context = createContext(world);
  t.teardown(() => context.close());
  t.equal(await judged(context, [], ended({ code: 0 })), 0);
  t.equal(await judged(context, [], ended({ code: 7 })), 7);
  t.equal(await judged(context, [], ended({ signal: 'SIGTERM' })), 143);
  const request = await recordingOf(context, given);
  const end = { request, assertions: [], quiet: true, worktreeGone: false };
  const trouble = { error: new Error('no room') };
  t.equal(await endRecording(context, { ...ended({ code: 3 }), trouble }, end), 3);
  t.match(Buffer.concat(err).toString(), /no room/);
});
