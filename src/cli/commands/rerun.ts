import { maintain } from '../../record/maintain.ts';
import { describePlace, planRerun } from '../../reproduce/plan-rerun.ts';
import { refuseUntrusted, rerun as rerunRun } from '../../reproduce/rerun.ts';
import { UsageError } from '../../run/errors.ts';
import { whyNotAName } from '../../run/experiment.ts';
import type { LoadedRun } from '../../store/load.ts';
import { printComparison, printComparisonJson } from '../../view/comparison.ts';
import { formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { quoteWord } from '../../view/shell-quote.ts';
import { command, flag, type Input, list, text } from '../command.ts';
import type { Context } from '../context.ts';
import { findHere } from '../find-here.ts';
import { foldingAside } from '../fold-aside.ts';
import { pushEndedRun } from '../push-ended.ts';
import { listenTo } from '../recording.ts';
import { reportRecorded } from '../report-recorded.ts';
import { sayInterrupt } from '../say-interrupt.ts';

const options = {
  trust: flag('--trust', 'execute a run that was recorded elsewhere: you have read its source'),
  redacted: list('--redacted <value>', 'a secret that was not recorded; repeatable, in their order'),
  name: text('--name <name>', 'what to call the new run', '--run-name'),
  json: flag('--json', 'the comparison as JSON, after the output of the command'),
  quiet: flag('-q, --quiet', 'say nothing of the recording when all went well'),
};

/** Executes a run again and says whether the same came out. */
export const rerun = command({
  name: 'rerun',
  summary: 'Execute a run again and compare what comes out',
  description:
    'The source of the run is checked out in a worktree of its own, and its command is executed there with the same\n' +
    'params and seed, as a new run. What a fresh worktree lacks is linked: worktree.link in git-run.yaml.\n' +
    'The exit code is 0 when every metric and artifact came out the same, and 1 when not.',
  args: ['[run]'],
  options,
  examples: [
    { line: 'git run rerun', does: 'the newest run once more' },
    { line: 'git run rerun swift-otter --name again', does: 'as a run of that name' },
  ],
  async run(context, { args: [selector = '@'], options }) {
    const why = options.name === undefined ? undefined : whyNotAName(options.name);
    if (why !== undefined) throw new UsageError(`--name: ${why}`);
    const repository = await context.repository();
    const settings = await context.settings();
    const { loaded } = await findHere(context, selector);
    const again = { ...settings, experiment: loaded.run.experiment.name };
    await refuseUntrusted(repository, loaded.run, options.trust);
    const { recorded, comparison } = await rerunRun({
      repository,
      settings,
      env: context.env,
      run: loaded,
      trust: options.trust,
      secrets: await secretsOf(context, loaded, options),
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(context.keeper === undefined ? {} : { keeper: context.keeper }),
      now: context.now,
      listen: run => listenTo(context, run, { repository, settings: again, isPlaced: true }),
      onInterrupt: sayInterrupt(context),
    });
    // The worktree is gone, and with it what there was to keep.
    await reportRecorded(context, { ...recorded, notKept: [] }, { quiet: options.quiet });
    if (!options.quiet) sayNotKept(context, recorded.notKept);
    if (recorded.stored === undefined || comparison === undefined) return 1;
    const { id } = recorded.stored.run;
    await pushEndedRun(context, id, { quiet: options.quiet });
    await maintain(repository, settings, id, foldingAside(context));
    const { out } = context;
    out.write(
      options.json
        ? printComparisonJson(comparison, { run: id, rerunOf: loaded.run.id })
        : printComparison(comparison, { width: out.columns, style: context.styleOf(out) }),
    );
    return comparison.same ? 0 : 1;
  },
});

/** The secrets of a run, as given, or as answered on the terminal. Throws UsageError where they cannot be had. */
async function secretsOf(
  context: Context,
  { run, commit }: LoadedRun,
  { redacted: given }: Input<typeof options>['options'],
): Promise<readonly string[]> {
  const { redacted: places } = planRerun({ run, commit, inputs: [] });
  if (given.length > places.length)
    throw new UsageError(
      `${formatCount(places.length, 'secret is', 'secrets are')} missing, not ${given.length}`,
    );
  const open = places.slice(given.length);
  if (open.length === 0) return given;
  if (!context.interactive) {
    const words = places.map(() => '--redacted VALUE').join(' ');
    throw new UsageError(
      `secrets of ${run.name} were not recorded: ${open.map(describePlace).join('; ')}`,
      `git run rerun ${quoteWord(run.name)} ${words}`,
    );
  }
  const { askSecret } = await import('../ask.ts');
  const answers: string[] = [];
  for (const place of open) answers.push(await askSecret(context, sanitise(describePlace(place))));
  return [...given, ...answers];
}

function sayNotKept(context: Context, paths: readonly string[]): void {
  if (paths.length === 0) return;
  const shown = paths.slice(0, 3).map(path => sanitise(path));
  const more = paths.length > 3 ? ' …' : '';
  context.say(`git-run: ${formatCount(paths.length, 'new file')} not kept: ${shown.join(', ')}${more}`);
}
