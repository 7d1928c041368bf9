import { resolve } from 'node:path';
import { type CheckedOut, checkoutRun } from '../../reproduce/checkout-run.ts';
import type { CheckoutPlan, CheckoutWish } from '../../reproduce/plan-checkout.ts';
import { UsageError } from '../../run/errors.ts';
import type { Run } from '../../run/run.ts';
import { shortId } from '../../run/run-id.ts';
import { formatBytes, formatCount } from '../../view/format.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { sanitise } from '../../view/sanitise.ts';
import { quoteWord, shellQuote } from '../../view/shell-quote.ts';
import { command, flag, type Input, text } from '../command.ts';
import type { Context } from '../context.ts';
import { during } from '../during.ts';
import { findHere } from '../find-here.ts';

const options = {
  path: text('--path <directory>', 'where to; beside the repository if not given'),
  inPlace: flag('--in-place', 'in this work tree, which must be clean'),
  artifactsOnly: flag('--artifacts-only', 'only what the run left, in a plain directory'),
  codeOnly: flag('--code-only', 'only the source'),
  json: flag('--json', 'as JSON'),
};

/** Lays a run's source and artifacts out as the run had them. */
export const checkout = command({
  name: 'checkout',
  summary: 'Get the exact source and artifacts of a run back',
  description:
    'Makes a worktree, detached at the source of the run, with its uncommitted edits, untracked files and modes, and\n' +
    'with its artifacts. No hook and no content filter is run, and every file is checked. Prints the directory.',
  args: ['[run]'],
  options,
  examples: [
    { line: 'cd "$(git run checkout swift-otter)"', does: 'into a worktree beside the repository' },
    { line: 'git run checkout @ --in-place', does: 'here; how to get back is said' },
    { line: 'git run checkout @ --artifacts-only --path out', does: 'only its files, into out/' },
  ],
  async run(context, { args: [selector = '@'], options }) {
    const wish = wishOf(context, options);
    const repository = await context.repository();
    const { loaded } = await findHere(context, selector);
    const link = repository.place.workTree === undefined ? [] : (await context.settings()).worktreeLink;
    const request = { repository, run: loaded, wish, cwd: context.cwd, link };
    const done = await during(context, 'checking out', checkoutRun(request));
    if (options.json) context.out.write(jsonOf(loaded.run, done));
    else context.out.write(`${pathFor(context, done.plan.path)}\n`);
    for (const line of linesOf(loaded.run, done)) context.say(`git-run: ${line}`);
    return 0;
  },
});

function wishOf({ cwd }: Context, given: Input<typeof options>['options']): CheckoutWish {
  const { path, inPlace, artifactsOnly, codeOnly } = given;
  if (artifactsOnly && codeOnly) throw new UsageError('--artifacts-only and --code-only leave nothing');
  if (inPlace && path !== undefined) throw new UsageError('--in-place is this work tree: leave out --path');
  if (inPlace && artifactsOnly)
    throw new UsageError('--in-place is for the source; for files alone there is git run artifact get');
  return {
    what: artifactsOnly ? 'artifacts' : codeOnly ? 'code' : 'all',
    inPlace,
    ...(path === undefined ? {} : { path: resolve(cwd, path) }),
  };
}

/** To a program the path as it is; a terminal is not to be trusted with it. */
function pathFor({ out }: Context, path: string): string {
  return out.isTerminal ? sanitise(path) : path;
}

function jsonOf({ id, source }: Run, { plan, written, linked, filled, missing }: CheckedOut): string {
  const { kind, path, commit, wayBack } = plan;
  return printJson({
    version: JSON_VERSION,
    run: id,
    ...{ kind, path, files: written.files, bytes: written.bytes },
    ...(commit === undefined ? {} : { commit }),
    artifacts: plan.artifacts.map(artifact => artifact.path),
    leftOut: plan.leftOut.map(artifact => artifact.path),
    linked,
    submodules: {
      filled: filled.map(({ path, commit }) => ({ path, commit })),
      missing: missing.map(({ path, oid }) => ({ path, commit: oid })),
    },
    omitted: commit === undefined ? [] : source.omitted.map(omission => omission.path),
    ...(wayBack === undefined ? {} : { wayBack }),
  });
}

function linesOf(run: Run, { plan, written, linked, filled, missing }: CheckedOut): string[] {
  const { kind, path, commit, leftOut, wayBack } = plan;
  const name = sanitise(run.name);
  const files = `${formatCount(written.files, 'file')} (${formatBytes(written.bytes)})`;
  const at = commit === undefined ? '' : `, detached at ${commit.slice(0, 10)}`;
  const omitted = commit === undefined ? [] : run.source.omitted;
  return [
    `checked out ${name} (${shortId(run.id)}): ${files}${at}`,
    ...(omitted.length === 0
      ? []
      : [`not recorded, and so not here: ${some(omitted.map(file => file.path))}`]),
    ...(leftOut.length === 0
      ? []
      : [
          `the source has files where the run left ${some(leftOut.map(file => file.path))}: ` +
            `git run artifact get ${quoteWord(`${name}:${leftOut[0]?.path}`)}`,
        ]),
    ...(filled.length === 0
      ? []
      : [`submodules from your own clones of them: ${some(filled.map(submodule => submodule.path))}`]),
    ...missing.map(submodule => missingLine(submodule, plan)),
    ...(linked.length === 0 ? [] : [`linked from your work tree: ${some(linked)}`]),
    ...(wayBack === undefined ? [] : [`the way back: ${shellQuote(wayBack)}`]),
    ...(kind === 'worktree' ? [`when you are done: git worktree remove --force ${quoteWord(path)}`] : []),
  ];
}

/** Its own remote has the commit, or had it when the run began. */
function missingLine(
  { path, oid }: CheckedOut['missing'][number],
  { kind, path: top }: CheckoutPlan,
): string {
  const where = kind === 'in-place' ? [] : ['-C', top];
  const words = ['git', ...where, 'submodule', 'update', '--init', '--recursive', '--', path];
  return `the submodule ${sanitise(path)} is not here at ${oid.slice(0, 10)}: ${shellQuote(words)}`;
}

function some(paths: readonly string[]): string {
  const shown = paths.slice(0, 5).map(path => sanitise(path));
  return paths.length > 5 ? `${shown.join(', ')} and ${paths.length - 5} more` : shown.join(', ');
}
