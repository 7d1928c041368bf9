import { join } from 'node:path';
import t from 'tap';
import { runRef } from '../../src/run/run-ref.ts';
import { type Adopting, adoptRuns } from '../../src/share/adopt-runs.ts';
import type { Incoming } from '../../src/share/quarantine.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { openValidation } from '../../src/store/validate-run.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW, sampleRun } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('runs are taken though somebody creates, edits or has one of them meanwhile', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const runs = [await here.save(), await here.save(), await here.save()];
  const incoming: Incoming[] = runs.map(({ id }, at) => {
    const held = `refs/run-incoming/x/${at}`;
    other.git('fetch', '-q', here.path, `${runRef(id)}:${held}`);
    return { name: runRef(id), commit: here.git('rev-parse', runRef(id)), held };
  });
  const { repository } = other;
  const [first] = incoming as [Incoming];
  let isFirst = true;
  // Another process creates one of them between the look and the creation.
  const raced = {
    ...repository,
    refs: {
      ...repository.refs,
      async update(changes: Parameters<typeof repository.refs.update>[0]) {
        if (isFirst) other.git('update-ref', first.name, first.commit);
        isFirst = false;
        return repository.refs.update(changes);
      },
    },
  };
  const ground: Adopting = {
    repository: raced,
    author: AUTHOR,
    env: other.env,
    now: NOW,
    validation: openValidation(repository),
    deleted: new Map(),
  };
  const taken = await adoptRuns(ground, incoming);
  t.match(taken, { refused: [], kept: [] });
  t.same(taken.runs.map(({ id }) => id).sort(), [runs[1]?.id, runs[2]?.id].sort());
  t.same(other.refs(), here.refs());
  t.match(await adoptRuns({ ...ground, repository }, incoming), { runs: [], same: 3 });
});

t.test('one that was deleted is not taken, unless it was edited since', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const [dead, alive] = [await here.save(), await here.save()];
  await here.edit(alive.id, [{ kind: 'note', text: 'x' }], NOW + 5000);
  const stone = { time: new Date(NOW + 1000).toISOString(), who: 'x', kind: 'deleted' as const };
  const incoming = [dead, alive].map(({ id }, at) => {
    const held = `refs/run-incoming/x/${at}`;
    other.git('fetch', '-q', here.path, `${runRef(id)}:${held}`);
    return { name: runRef(id), commit: here.git('rev-parse', runRef(id)), held };
  });
  const { repository, env } = other;
  const deleted = new Map([dead, alive].map(({ id }) => [id, { ...stone, id }]));
  const ground = {
    repository,
    author: AUTHOR,
    env,
    now: NOW,
    validation: openValidation(repository),
    deleted,
  };
  t.match(await adoptRuns(ground, incoming), { runs: [{ id: alive.id }], kept: [{ id: alive.id }] });
  t.equal(other.refs().length, 1);
});

t.test('what is no commit is told as no run, with how to remove it', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const { repository, env } = here;
  const { id } = sampleRun({ id: newRunId(NOW) });
  const blob = here.git('hash-object', '-w', join(here.path, '.git', 'HEAD'));
  const ground = {
    repository,
    author: AUTHOR,
    env,
    now: NOW,
    validation: openValidation(repository),
    deleted: new Map(),
    removal: (ref: string) => `remove ${ref}`,
  };
  const incoming = [{ name: runRef(id), commit: blob, held: 'refs/run-incoming/x/0' }];
  t.match(await adoptRuns(ground, incoming), {
    runs: [],
    refused: [
      { ref: runRef(id), why: 'what is there is a blob, and no run', remedy: `remove ${runRef(id)}` },
    ],
  });
});
