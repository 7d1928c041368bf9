import { constants } from 'node:os';
import { isAlive } from '../../process/identity.ts';
import { nearest } from '../../query/nearest.ts';
import { readRecorder } from '../../record/live.ts';
import { isHere } from '../../record/standing.ts';
import { NoLiveRunError, UsageError } from '../../run/errors.ts';
import { NoProcessError } from '../../run/journal-errors.ts';
import { shortId } from '../../run/run-id.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, completing, text } from '../command.ts';
import type { Context } from '../context.ts';
import { findRun } from '../find-run.ts';
import { type FoundRun, liveRuns } from '../runs.ts';

const SIGNALS = Object.keys(constants.signals).map(name => name.slice('SIG'.length));

/** Asks live runs to end. */
export const stop = command({
  name: 'stop',
  summary: 'Ask a live run to end',
  description: 'The command gets the signal and may take its time to save; git-run records its end.',
  args: ['[run...]'],
  completes: ['live run'],
  options: {
    signal: completing(SIGNALS, text('-s, --signal <name>', 'the signal to send; TERM if not given')),
  },
  examples: [
    { line: 'git run stop', does: 'the one run that is going' },
    { line: 'git run stop swift-otter -s INT', does: 'as Ctrl-C would' },
  ],
  async run(context, { args, options }) {
    const signal = signalOf(options.signal ?? 'TERM');
    const found: FoundRun[] = args.length > 0 ? [] : [await theOnlyOne(context)];
    for (const selector of args) found.push(await findRun(context, selector));
    const children = await Promise.all(found.map(childOf));
    for (const [index, pid] of children.entries()) {
      const { row } = found[index] as FoundRun;
      process.kill(pid, signal);
      context.say(`git-run: sent ${signal} to ${sanitise(row.name)}`);
    }
    return 0;
  },
});

/** A signal by name, with or without SIG, or by number. */
function signalOf(text: string): NodeJS.Signals {
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  const wanted = `SIG${text.toUpperCase().replace(/^SIG/, '')}`;
  const found = names.find(name => name === wanted || String(constants.signals[name]) === text);
  if (found !== undefined) return found;
  const [close] = nearest(wanted, names, 1);
  throw new UsageError(
    `no signal '${text}'${close === undefined ? '' : `; did you mean ${close.slice(3)}?`}`,
  );
}

async function theOnlyOne(context: Context): Promise<FoundRun> {
  const [first, ...more] = await liveRuns(context, await context.repository());
  if (first === undefined) throw new NoLiveRunError();
  if (more.length === 0) return first;
  const names = [first, ...more].map(({ row }) => `${row.name} (${shortId(row.id)})`).join(', ');
  throw new UsageError(`several runs are going: ${names}`, `git run stop ${shortId(first.row.id)}`);
}

/** The process that a run started. One of another machine, or of an earlier boot, has a number that is not ours to use. */
async function childOf({ row, live }: FoundRun): Promise<number> {
  const recorder = live === undefined ? undefined : await readRecorder(live.live).catch(() => undefined);
  if (recorder === undefined || !(await isHere(recorder))) throw new NoLiveRunError(row.name);
  const { child, boot } = recorder;
  if (child !== undefined && (await isAlive(child, boot))) return child.pid;
  if (child === undefined && (await isAlive(recorder.recorder, boot))) throw new NoProcessError(row.name);
  throw new NoLiveRunError(row.name);
}
