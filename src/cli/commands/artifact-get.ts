import { resolve } from 'node:path';
import { UsageError } from '../../run/errors.ts';
import { formatBytes, formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { artifactWord, findArtifacts, runAndPath } from '../artifacts.ts';
import { command, remoteOption, text } from '../command.ts';
import { copyArtifacts } from '../copy-artifacts.ts';

/** Copies artifacts out of a run. */
export const get = command({
  name: 'get',
  aliases: ['download'],
  summary: 'Copy artifacts out of a run',
  description: 'Each is hashed again as it is written. No file that is there already is overwritten.',
  args: ['[run[:path]]'],
  options: {
    to: text('--to <directory>', 'where to; the working directory if not given', '--dst-path', '-d'),
    ...runAndPath,
    remote: remoteOption,
  },
  examples: [
    { line: 'git run artifact get @ --to best', does: 'all of them' },
    { line: 'git run artifact get swift-otter:model.pt', does: 'one' },
  ],
  async run(context, { args: [word], options }) {
    const source = context.at(options.remote);
    const wanted = artifactWord(word, options);
    if (wanted === undefined) throw new UsageError('of which run?', 'git run artifact get RUN');
    const { loaded, artifacts } = await findArtifacts(source, wanted);
    if (artifacts.length === 0) {
      context.say(`git-run: ${sanitise(loaded.run.name)} has no artifacts`);
      return 0;
    }
    const root = resolve(context.cwd, options.to ?? '.');
    const written = await copyArtifacts(source, artifacts, root);
    const before = artifacts.length - written.files;
    const there = before === 0 ? '' : `; ${before} there already`;
    context.say(
      `git-run: got ${formatCount(written.files, 'file')} (${formatBytes(written.bytes)}) into ${sanitise(root)}${there}`,
    );
    return 0;
  },
});
