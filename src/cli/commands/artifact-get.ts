import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeExact } from '../../reproduce/write-exact.ts';
import { formatBytes, formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { findArtifacts } from '../artifacts.ts';
import { command, text } from '../command.ts';
import { openProgress } from '../progress.ts';

/** Copies artifacts out of a run. */
export const get = command({
  name: 'get',
  aliases: ['download'],
  summary: 'Copy artifacts out of a run',
  description: 'Each is hashed again as it is written. No file that is there already is overwritten.',
  args: ['<run[:path]>'],
  options: {
    to: text('--to <directory>', 'where to; the working directory if not given', '--dst-path', '-d'),
  },
  examples: [
    { line: 'git run artifact get @ --to best', does: 'all of them' },
    { line: 'git run artifact get swift-otter:model.pt', does: 'one' },
  ],
  async run(context, { args: [word], options }) {
    const { loaded, artifacts } = await findArtifacts(context, word as string);
    if (artifacts.length === 0) {
      context.say(`git-run: ${sanitise(loaded.run.name)} has no artifacts`);
      return 0;
    }
    const { objects } = await context.repository();
    const root = resolve(context.cwd, options.to ?? '.');
    await mkdir(root, { recursive: true });
    const progress = openProgress(
      context,
      artifacts.reduce((sum, { size }) => sum + size, 0),
    );
    try {
      const written = await writeExact({
        root,
        links: 'inside',
        files: artifacts.map(({ path, mode = '644', sha256, blob }) => ({
          path,
          mode,
          sha256,
          content: objects.stream(blob.oid) as AsyncIterable<Buffer>,
        })),
        onProgress: ({ bytes }) => progress.update(bytes),
      });
      progress.stop();
      context.say(
        `git-run: got ${formatCount(written.files, 'file')} (${formatBytes(written.bytes)}) into ${sanitise(root)}`,
      );
    } finally {
      progress.stop();
    }
    return 0;
  },
});
