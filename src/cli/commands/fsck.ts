import type { Repository } from '../../git/repository.ts';
import { findLeftovers, type Leftovers } from '../../record/leftovers.ts';
import type { RefCheck, RunCheck } from '../../run/check.ts';
import type { RunTip } from '../../run/run-tip.ts';
import { checkRecords } from '../../store/check-record.ts';
import { checkRun, openCheck } from '../../store/check-run.ts';
import { EXPERIMENT } from '../../store/experiment-kind.ts';
import { checkLedgers, type LedgerChecks } from '../../store/ledger/check-ledger.ts';
import { MODEL } from '../../store/model-kind.ts';
import { listTips } from '../../store/tips.ts';
import { printCheckSummary, printRefCheck, printRunCheck } from '../../view/check.ts';
import { printJson } from '../../view/run-json.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, flag } from '../command.ts';
import type { Context } from '../context.ts';
import { openCounter } from '../counter.ts';
import { findHere } from '../find-here.ts';

/** Looks the store over, and changes nothing. */
export const fsck = command({
  name: 'fsck',
  summary: 'Check that all runs are whole; of hurt ones, say what is left',
  description:
    'Every record, every file of a run and every file of its source is read again and compared with its digests. ' +
    'Nothing is changed. Exits with 1 where something is hurt.',
  args: ['[run...]'],
  options: {
    json: flag('--json', 'as JSON'),
    noContent: flag('--no-content', 'look whether files are there, without reading them'),
  },
  examples: [
    { line: 'git run fsck', does: 'all runs' },
    { line: 'git run fsck @ --json', does: 'the newest, for a program' },
  ],
  async run(context, { args, options }) {
    const repository = await context.repository();
    const tips = await tipsOf(context, repository, args);
    const checks = await checkAll(context, repository, { tips, content: !options.noContent });
    // They are of no run in particular.
    const isWhole = args.length === 0;
    const experiments = isWhole ? await checkRecords(repository, EXPERIMENT) : [];
    const models = isWhole ? await checkRecords(repository, MODEL) : [];
    const ledgers = isWhole ? await checkLedgers(repository) : { hurt: [], undead: [] };
    const request = { repository, env: context.env, now: context.now() };
    const leftovers = isWhole ? await findLeftovers(request) : { interrupted: [], anchors: [] };
    const found = { checks, experiments, models, ledgers, leftovers };
    if (options.json) context.out.write(printJson(shaped(found)));
    else report(context, found);
    return experiments.length + models.length + ledgers.hurt.length > 0 ||
      checks.some(({ state }) => state === 'hurt')
      ? 1
      : 0;
  },
});

/** A run that is hurt may have no name to be found by: an id is enough. */
async function tipsOf(
  context: Context,
  repository: Repository,
  selectors: readonly string[],
): Promise<RunTip[]> {
  const tips = await listTips(repository);
  if (selectors.length === 0) return tips;
  const chosen = new Map<string, RunTip>();
  for (const selector of selectors) {
    const text = selector.toLowerCase();
    const matching = text.length < 8 ? [] : tips.filter(({ id }) => id.endsWith(text) || id.startsWith(text));
    const tip = matching.length === 1 ? (matching[0] as RunTip) : await namedTip(context, tips, selector);
    chosen.set(tip.id, tip);
  }
  return [...chosen.values()];
}

async function namedTip(context: Context, tips: readonly RunTip[], selector: string): Promise<RunTip> {
  const { loaded } = await findHere(context, selector);
  // By its commit: a record can claim to be of another run.
  const tip = tips.find(({ commit }) => commit === loaded.commit);
  return tip ?? { id: loaded.run.id, commit: loaded.commit };
}

interface Work {
  readonly tips: readonly RunTip[];
  readonly content: boolean;
}

async function checkAll(
  context: Context,
  repository: Repository,
  { tips, content }: Work,
): Promise<RunCheck[]> {
  const ground = openCheck(repository, { content });
  const counter = openCounter(context, 'checking runs', tips.length);
  const checks: RunCheck[] = [];
  try {
    for (const tip of tips) {
      checks.push(await checkRun(ground, tip));
      counter.update(checks.length);
    }
  } finally {
    counter.stop();
  }
  return checks;
}

interface Found {
  readonly checks: readonly RunCheck[];
  readonly experiments: readonly RefCheck[];
  /** Registered models. */
  readonly models: readonly RefCheck[];
  readonly ledgers: LedgerChecks;
  readonly leftovers: Leftovers;
}

function report(context: Context, { checks, experiments, models, ledgers, leftovers }: Found): void {
  const { out } = context;
  const style = context.styleOf(out);
  for (const check of checks) if (check.state !== 'whole') out.write(printRunCheck(check, style));
  for (const check of [...experiments, ...models, ...ledgers.hurt]) out.write(printRefCheck(check));
  out.write(`${printCheckSummary(checks)}\n`);
  for (const id of ledgers.undead)
    context.say(`git-run: run ${id} is here, though a ledger says that it was deleted`);
  for (const { id, journal } of leftovers.interrupted)
    context.say(`git-run: run ${id} was interrupted; its journal is ${sanitise(journal)}`);
  for (const name of leftovers.anchors)
    context.say(`git-run: ${sanitise(name)} is of no run any more; git run recover removes it`);
}

function shaped({ checks, experiments, models, ledgers, leftovers: { interrupted, anchors } }: Found) {
  return {
    version: 1,
    whole: checks.filter(({ state }) => state === 'whole').length,
    runs: checks.filter(({ state }) => state !== 'whole'),
    experiments,
    models,
    ledgers: ledgers.hurt,
    undead: ledgers.undead,
    interrupted,
    anchors,
  };
}
