import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writeExact } from '../../reproduce/write-exact.ts';
import { artifactContent, requireContents } from '../../store/artifact-content.ts';
import { formatBytes, formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { findArtifacts } from '../artifacts.ts';
import { command, remoteOption, text } from '../command.ts';
import { openProgress } from '../progress.ts';

/** Artifacts up to so many bytes are asked for together, so many of them; larger ones stream by. */
const SMALL = 1 << 18;
const MOST_SMALL = 1000;

/** Copies artifacts out of a run. */
export const get = command({
  name: 'get',
  aliases: ['download'],
  summary: 'Copy artifacts out of a run',
  description: 'Each is hashed again as it is written. No file that is there already is overwritten.',
  args: ['<run[:path]>'],
  options: {
    to: text('--to <directory>', 'where to; the working directory if not given', '--dst-path', '-d'),
    remote: remoteOption,
  },
  examples: [
    { line: 'git run artifact get @ --to best', does: 'all of them' },
    { line: 'git run artifact get swift-otter:model.pt', does: 'one' },
  ],
  async run(context, { args: [word], options }) {
    const there = context.at(options.remote);
    const { loaded, artifacts } = await findArtifacts(there, word as string);
    if (artifacts.length === 0) {
      context.say(`git-run: ${sanitise(loaded.run.name)} has no artifacts`);
      return 0;
    }
    const source = await there.source();
    await requireContents(source, artifacts);
    const small = artifacts.filter(({ size }) => size <= SMALL).slice(0, MOST_SMALL);
    await source.objects.prepare?.(small.map(({ blob }) => blob.oid));
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
        files: artifacts.map(({ blob, ...artifact }) => ({
          path: artifact.path,
          mode: artifact.mode ?? '644',
          sha256: artifact.sha256,
          content: artifactContent(source, artifact, blob),
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
