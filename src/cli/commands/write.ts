import { setTimeout as sleep } from 'node:timers/promises';
import { type HeldSignals, holdSignals } from '../../exec/hold-signals.ts';
import { maintain } from '../../record/maintain.ts';
import { type Taken, takeEvents } from '../../record/take-events.ts';
import { openWrittenRun, type WrittenRun } from '../../record/written-run.ts';
import { UsageError } from '../../run/errors.ts';
import type { Outcome } from '../../run/run.ts';
import { JSON_VERSION } from '../../view/run-json.ts';
import { command, completing, flag, type Input, list, text } from '../command.ts';
import type { Context } from '../context.ts';
import { foldingAside } from '../fold-aside.ts';
import { keyValues } from '../key-value.ts';
import { pushEndedRun } from '../push-ended.ts';
import { reportRecorded } from '../report-recorded.ts';
import { checkRunName, parentOf, runOptions } from '../run-options.ts';
import { sayInterrupt } from '../say-interrupt.ts';

const options = {
  name: runOptions.name,
  experiment: runOptions.experiment,
  params: completing('param=', list('-P, --param <key=value>', 'a parameter')),
  tags: runOptions.tags,
  note: runOptions.note,
  pid: text('--pid <n>', 'the process of the program, for git run stop'),
  quiet: flag('-q, --quiet', 'say nothing when all went well'),
};

/** What is shown as the command of a run where nobody says what it was. */
const UNSAID = ['git', 'run', 'write'];

/** Records a run that another program writes. */
export const write = command({
  name: 'write',
  summary: 'Record a run that a program writes itself',
  description:
    'For programs that cannot be started by git run exec, in any language. One line of JSON is printed when the run ' +
    'has begun: its id and name, the file `events` and the directory `artifacts`. Then events are read, one JSON ' +
    'object a line, as a command of git run exec appends them to GIT_RUN_EVENTS; processes of the program may also ' +
    'append to files of their own, EVENTS.<host>.<pid>, and put files into `artifacts`.\n\n' +
    '{"end":{"status":"finished"}} ends the run; so does "failed", with an "exitCode" if there is one, and "killed", ' +
    'with a "signal". Input that ends without that comes from a program that crashed: the run has failed; after ' +
    'Ctrl-C, or another signal to both, it was killed by that.',
  args: ['[command...]'],
  completes: ['command'],
  options,
  examples: [
    {
      line: 'julia train.jl | git run write --name first -- julia train.jl',
      does: 'train.jl prints events; git run rerun executes the words behind --',
    },
    {
      line: `{ make && echo '{"end":{"status":"finished"}}'; } | git run write -- make`,
      does: 'a program that prints events and knows of no end',
    },
  ],
  async run(context, input) {
    const { quiet } = input.options;
    // They are the program's, until it has ended.
    const held = holdSignals();
    try {
      const written = await begin(context, input);
      const { id, name, events, artifacts } = written;
      context.out.write(`${JSON.stringify({ version: JSON_VERSION, id, name, events, artifacts })}\n`);
      const taken = await takeEvents(context.inputBytes(), events);
      // A signal that came before the input's end may be told of behind it, by another thread.
      if (taken.outcome === undefined) await sleep(SIGNAL_LATE);
      held.begin(sayInterrupt(context));
      for (const problem of taken.problems) written.addProblem(problem);
      const { run, ...stored } = await written.end(outcomeOf(taken, written, held));
      await reportRecorded(context, { stored: { run, ...stored }, notKept: [] }, { quiet });
      await pushEndedRun(context, run.id, { quiet });
      await maintain(await context.repository(), await context.settings(), run.id, foldingAside(context));
      return 0;
    } finally {
      held.end();
    }
  },
});

/** So long a signal to both may be on its way when the program has ended by it: ms. */
const SIGNAL_LATE = 100;

async function begin(context: Context, { args, options: given }: Input<typeof options>): Promise<WrittenRun> {
  checkRunName(given.name);
  const repository = await context.repository();
  const written = await openWrittenRun({
    repository,
    settings: await context.settings(given.experiment === undefined ? {} : { experiment: given.experiment }),
    env: context.env,
    directory: context.cwd,
    argv: args.length === 0 ? UNSAID : args,
    ...(given.name === undefined ? {} : { name: given.name }),
    params: keyValues(given.params, '-P'),
    tags: keyValues(given.tags, '-t'),
    note: given.note ?? '',
    lineage: parentOf(context),
    ...(given.pid === undefined ? {} : { pid: processOf(given.pid) }),
    now: context.now,
  });
  // Nothing is asked of Git while the program runs, which may be for days.
  await repository.close().catch(() => {});
  return written;
}

function processOf(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text))
    throw new UsageError(`--pid needs the number of a process, not '${text}'`);
  return Number(text);
}

/** What became of a program that told no end: whatever ended it may have come to us too. */
function outcomeOf({ outcome }: Taken, written: WrittenRun, held: HeldSignals): Outcome {
  if (outcome !== undefined) return outcome;
  const signal = held.first();
  if (signal !== undefined) return { status: 'killed', signal };
  written.addProblem({
    code: 'no-end',
    message:
      'its program said no end, as one that has crashed or was killed: {"end":{"status":"finished"}} is one',
  });
  return { status: 'failed', exitCode: 1 };
}
