import { createHash } from 'node:crypto';
import { DigestMismatchError, UsageError } from '../../run/errors.ts';
import { artifactContent } from '../../store/artifact-content.ts';
import { findArtifacts } from '../artifacts.ts';
import { command, remoteOption } from '../command.ts';
import { logWriter } from '../run-log.ts';

/** Prints an artifact. */
export const cat = command({
  name: 'cat',
  summary: 'Print an artifact',
  args: ['<run:path>'],
  options: { remote: remoteOption },
  examples: [{ line: 'git run artifact cat @:confusion.csv', does: 'to standard output, as it is' }],
  async run(context, { args: [word], options }) {
    const there = context.at(options.remote);
    const { loaded, artifacts } = await findArtifacts(there, word as string);
    const [artifact] = artifacts;
    if (artifact === undefined || artifacts.length > 1) {
      throw new UsageError(
        `'${word}' names ${artifacts.length} files, cat prints one`,
        `git run artifact list ${loaded.run.name}`,
      );
    }
    const source = await there.source();
    const hash = createHash('sha256');
    // A file is no log: what is in it is shown, and nothing of it obeyed.
    const write = logWriter(context, { colours: false });
    for await (const piece of artifactContent(source, artifact, artifact.blob)) {
      hash.update(piece);
      await write.bytes(piece);
    }
    await write.end();
    const actual = hash.digest('hex');
    if (actual !== artifact.sha256) throw new DigestMismatchError(artifact.path, artifact.sha256, actual);
    return 0;
  },
});
