import { parseRunPath } from '../../query/selector.ts';
import { authorOf } from '../../record/identity.ts';
import { lookAtPurge, type PurgeRequest, purge } from '../../remove/purge.ts';
import { UsageError } from '../../run/errors.ts';
import type { PurgeReport } from '../../run/removal.ts';
import { printCopies, printPurged, printPurgeEnd } from '../../view/removal.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { sanitise } from '../../view/sanitise.ts';
import { askYes } from '../ask.ts';
import { command, flag, type Input, list } from '../command.ts';
import type { Context } from '../context.ts';
import { during } from '../during.ts';
import { findHere } from '../find-here.ts';

const options = {
  path: list(
    '--path <path>',
    'an artifact, a part of the log (logs/…), a file of the source; or a directory',
  ),
  secrets: flag('--secrets', 'all files that look as if they held secrets'),
  dryRun: flag('-n, --dry-run', 'only say what would be purged'),
  yes: flag('-y, --yes', 'do not ask'),
  json: flag('--json', 'as JSON'),
};

/** Removes content of runs for good. */
export const purgeRuns = command({
  name: 'purge',
  summary: 'Remove files from runs for good: secrets, large files',
  description:
    'The run keeps its id, record, metrics and edits; the files go, with their digests and sizes, and a tombstone says ' +
    'so. Then their bytes are removed from this repository at once. What is in your own commits as well is refused: ' +
    'git-run does not rewrite your history. Remotes, clones and backups are not touched.',
  args: ['<run[:path]...>'],
  options,
  examples: [
    { line: 'git run purge swift-otter --secrets', does: 'what push refused it for' },
    { line: 'git run purge @ --path .env --path logs', does: 'a file of its source, and its whole log' },
    { line: 'git run purge @:checkpoints --dry-run', does: 'what a directory of artifacts comes to' },
  ],
  async run(context, input) {
    const { options: given } = input;
    const request = await requestOf(context, input);
    if (request.runs.length === 0) return finishEarlier(context, request, given.json);
    if (given.dryRun || !given.yes) {
      const plan = await during(context, 'looking for who holds it', lookAtPurge(request));
      if (given.dryRun) return report(context, plan, given.json);
      context.err.write(printPurged(plan));
      if (!context.interactive)
        throw new UsageError('purge removes for good; where nobody can be asked it needs --yes');
      if (!(await askYes(context, 'Remove this for good?'))) {
        context.say('git-run: nothing was purged');
        return 1;
      }
    }
    return report(context, await during(context, 'purging', purge(request)), given.json);
  },
});

/** Marks go before the bytes do: of a purge that was killed the rest is done. */
async function finishEarlier(context: Context, request: PurgeRequest, isJson: boolean): Promise<number> {
  context.say('git-run: no run named is marked for secrets');
  const found = await during(context, 'finishing what was purged before', purge(request));
  return isJson || found.freed.objects > 0 ? report(context, found, isJson) : 0;
}

async function requestOf(
  context: Context,
  { args, options: given }: Input<typeof options>,
): Promise<PurgeRequest> {
  const repository = await context.repository();
  const runs: { id: PurgeRequest['runs'][number]['id']; paths: string[] }[] = [];
  for (const word of args) {
    const { run, path } = parseRunPath(word);
    const { row, loaded } = await findHere(context, run);
    const marked = given.secrets ? loaded.run.secrets.map(mark => mark.path) : [];
    const paths = [...(path ? [path] : []), ...given.path, ...marked];
    if (paths.length === 0 && !given.secrets)
      throw new UsageError(`what of ${row.name} is to be purged?`, `git run purge ${word} --path PATH`);
    if (paths.some(one => /^[./]*$/.test(one)))
      throw new UsageError('purge removes files of a run, not all of it', `git run rm ${run}`);
    if (paths.length > 0) runs.push({ id: row.id, paths: [...new Set(paths)] });
  }
  const author = authorOf(repository.config, context.env);
  return { repository, runs, author, env: context.env, now: context.now() };
}

function report(context: Context, found: PurgeReport, isJson: boolean): number {
  const { out } = context;
  if (isJson) out.write(printJson({ version: JSON_VERSION, ...found }));
  else {
    out.write(printPurged(found));
    if (!found.dryRun) out.write(printPurgeEnd(found));
    else if (found.copies.length > 0)
      out.write(
        `${['the same content would still be here, until', ...printCopies(found.copies)].join('\n')}\n`,
      );
  }
  for (const { name, unsigned } of found.runs)
    if (unsigned !== undefined)
      context.say(`git-run: ${sanitise(name)} is not signed any more: ${sanitise(unsigned)}`);
  return found.left > 0 ? 1 : 0;
}
