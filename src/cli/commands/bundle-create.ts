import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { chosenRemote } from '../../config/chosen-remote.ts';
import type { Repository } from '../../git/repository.ts';
import { UsageError } from '../../run/errors.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { printBundled } from '../../view/sharing.ts';
import { quoteWord } from '../../view/shell-quote.ts';
import { isBundle, isThere } from '../bundle-file.ts';
import { chosenTips, sending } from '../choose-tips.ts';
import { command, flag } from '../command.ts';
import { during } from '../during.ts';
import { remotesDoor } from '../sharing.ts';

/** Writes runs into a bundle. */
export const create = command({
  name: 'create',
  summary: 'Write runs into a file',
  description:
    'The file is a bundle of Git: git run bundle open takes the runs from it, in any clone of the project. It holds the ' +
    'runs, and of the project what only they have: whoever opens it has to have the commits that are published. With ' +
    '--with-history, and where there is no remote, it holds all commits that they stand on.\n\n' +
    'The bytes of large artifacts are not in it, only pointers to them: git run push takes those to a remote, and git run ' +
    'fetch REMOTE RUN-ID brings them from there.',
  args: ['<file>', '[run...]'],
  completes: ['file', 'run'],
  options: { ...sending, json: flag('--json', 'as JSON') },
  examples: [
    { line: 'git run bundle create runs.bundle', does: 'all runs' },
    { line: "git run bundle create week.bundle --since '1 week ago'", does: 'those of the week' },
  ],
  async run(context, { args: [word = '', ...selectors], options: given }) {
    const file = resolve(context.cwd, word);
    await checkDirectory(dirname(file), dirname(word));
    if ((await isThere(file)) && !(await isBundle(file)))
      throw new UsageError(`${word} is there, and is no bundle: it is not overwritten`, 'name another file');
    const repository = await context.repository();
    if (repository.place.shallow)
      throw new UsageError(
        'this clone is shallow: a bundle would lack what runs stand on',
        'git fetch --unshallow',
      );
    const published = await publishedHere(repository, context.env);
    const tips = await chosenTips(context, selectors, given);
    const { createBundle } = await import('../../share/bundle.ts');
    const request = {
      repository,
      remotes: remotesDoor(repository),
      file,
      shown: word,
      published: published ?? [],
      ...tips,
      withHistory: given.withHistory || published === undefined,
      allowed: new Set(given.allowSecret),
    };
    const report = await during(context, 'bundling', createBundle(request));
    const { out } = context;
    out.write(
      given.json
        ? printJson({ version: JSON_VERSION, ...report })
        : printBundled(report, context.styleOf(out)),
    );
    return report.refused.length > 0 ? 1 : 0;
  },
});

/** Throws UsageError where there is none that a file could be written into, and the system's error where it may not be. */
async function checkDirectory(directory: string, shown: string): Promise<void> {
  if ((await stat(directory).catch(() => undefined))?.isDirectory() !== true)
    throw new UsageError(`there is no directory ${shown}`, `mkdir -p ${quoteWord(shown)}`);
  await access(directory, constants.W_OK);
}

/** The branches and tags of the usual remote, as last fetched; undefined where there is no remote. */
async function publishedHere(
  { config, refs }: Repository,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string[] | undefined> {
  const remote = chosenRemote({ config, env });
  if (remote === undefined) return undefined;
  return (await refs.list([`refs/remotes/${remote}/`])).map(({ oid }) => oid);
}
