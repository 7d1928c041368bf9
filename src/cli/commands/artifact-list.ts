import { formatBytes } from '../../view/format.ts';
import { printJson } from '../../view/run-json.ts';
import { sanitise } from '../../view/sanitise.ts';
import { table } from '../../view/table.ts';
import { artifactWord, findArtifacts, runAndPath } from '../artifacts.ts';
import { command, flag, remoteOption } from '../command.ts';

/** Lists the artifacts of a run. */
export const list = command({
  name: 'list',
  summary: 'List the artifacts of a run',
  args: ['[run[:path]]'],
  options: { json: flag('--json', 'as JSON'), ...runAndPath, remote: remoteOption },
  examples: [{ line: 'git run artifact list @:checkpoints', does: 'those below a directory' }],
  async run(context, { args: [word], options }) {
    const there = context.at(options.remote);
    const { loaded, artifacts } = await findArtifacts(there, artifactWord(word, options) ?? '@');
    const { out } = context;
    const columns = [
      { title: 'path' },
      { title: 'size', align: 'right' },
      { title: 'sha256', optional: 1 },
    ] as const;
    const rows = artifacts.map(({ path, size, sha256 }) => [path, formatBytes(size), sha256.slice(0, 12)]);
    const listed = artifacts.map(({ blob: _, ...artifact }) => artifact);
    if (options.json) out.write(printJson({ version: 1, run: loaded.run.id, artifacts: listed }));
    else if (rows.length === 0) context.say(`git-run: ${sanitise(loaded.run.name)} has no artifacts`);
    else out.write(table(columns, rows, { width: out.columns, style: context.styleOf(out) }));
    return 0;
  },
});
