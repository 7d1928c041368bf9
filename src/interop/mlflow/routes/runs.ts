/** Runs: begin, read, end, into the trash and out of it. */
import { defaultName } from '../../../run/name.ts';
import { newRunId } from '../../../store/new-id.ts';
import { RUN_STATUSES } from '../enums.ts';
import { invalid } from '../errors.ts';
import type { KeyValue } from '../facts.ts';
import { int64, list, message, oneOf, optional, required, text } from '../fields.ts';
import { checkRunTime } from '../limits.ts';
import { route } from '../route.ts';
import { runInfo, runMessage } from '../run-json.ts';
import { NAME_TAG, USER_TAG } from '../run-tags.ts';
import type { TrackedRun } from '../tracked-run.ts';
import { checkActive, type Tracking } from '../tracking.ts';

import { pair, runOf, tagOf, whichRun } from './run-fields.ts';

const create = route(
  'POST runs/create',
  message({
    experiment_id: optional(text),
    user_id: optional(text),
    run_name: optional(text),
    start_time: optional(int64),
    tags: list(pair),
  }),
  async (tracking, { experiment_id = '0', user_id = '', run_name = '', start_time, tags }) => {
    const now = tracking.world.now();
    const started = start_time === undefined || start_time === 0 ? now : start_time;
    checkRunTime(started, 'start_time');
    const experiment = await tracking.experiments.forRuns(experiment_id);
    checkActive(experiment, experiment_id);
    const checked = tags.map((tag, at) => tagOf(tag, `tags[${at}].key`));
    const name = nameOf(run_name, checked) || defaultName(newRunId(now));
    const run = await tracking.create({
      name,
      experiment: experiment.name,
      user: user_id || checked.find(({ key }) => key === USER_TAG)?.value || '',
      started: Number(started),
      tags: [...checked.filter(({ key }) => key !== NAME_TAG), { key: NAME_TAG, value: name }],
    });
    return { run: await wholeRun(tracking, run) };
  },
);

function nameOf(name: string, tags: readonly KeyValue[]): string {
  const tag = tags.findLast(({ key }) => key === NAME_TAG)?.value ?? '';
  if (name !== '' && tag !== '' && name !== tag)
    throw invalid(
      `Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='${name}', mlflow.runName='${tag}').`,
    );
  return name || tag;
}

async function wholeRun({ experiments }: Tracking, run: TrackedRun) {
  const view = await run.view();
  return runMessage(view, await experiments.idOf(view.experiment));
}

const get = route('GET runs/get', whichRun, async (tracking, asked) => ({
  run: await wholeRun(tracking, await tracking.find(runOf(asked))),
}));

const update = route(
  'POST runs/update',
  message({
    ...whichRun.entries,
    status: optional(oneOf(RUN_STATUSES)),
    end_time: optional(int64),
    run_name: optional(text),
  }),
  async (tracking, { status, end_time, run_name, ...asked }) => {
    if (end_time !== undefined) checkRunTime(end_time, 'end_time');
    const id = runOf(asked);
    await tracking.change(id, run => run.update({ status, ended: end_time, name: run_name || undefined }));
    const view = await (await tracking.find(id)).view();
    return { run_info: runInfo(view, await tracking.experiments.idOf(view.experiment)) };
  },
);

const [remove, restore] = (['delete', 'restore'] as const).map(word =>
  route(`POST runs/${word}`, message({ run_id: required(text) }), async (tracking, { run_id }) => {
    await tracking.change(run_id, run => run.setDeleted(word === 'delete'), { deleted: true });
    return {};
  }),
) as [ReturnType<typeof route>, ReturnType<typeof route>];

export const runRoutes = [create, get, update, remove, restore];
