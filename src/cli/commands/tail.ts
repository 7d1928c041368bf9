import { UsageError } from '../../run/errors.ts';
import { command, flag, text } from '../command.ts';
import type { Context } from '../context.ts';
import { findRun } from '../find-run.ts';
import { followLog, type LogPlace } from '../follow-log.ts';
import { isOurs, logParts, logWriter } from '../run-log.ts';
import type { FoundRun } from '../runs.ts';

/** Shows the end of a run's output, and follows it while the run is going. */
export const tail = command({
  name: 'tail',
  summary: "Show the end of a run's output, live or not",
  args: ['[run]'],
  options: {
    follow: flag('-f, --follow', 'go on until the run ends'),
    lines: text('-n, --lines <n>', 'how many lines; 10 if not given'),
  },
  examples: [{ line: 'git run tail -f', does: 'follow the newest run' }],
  async run(context, { args: [selector = '@'], options }) {
    const lines = options.lines ?? '10';
    if (!/^\d+$/.test(lines)) throw new UsageError(`-n needs a whole number, not '${lines}'`);
    const found = await findRun(context, selector);
    const write = logWriter(context, { colours: await isOurs(await context.repository(), found) });
    const { bytes, end } = await lastLines(context, found, Number(lines));
    await write.bytes(bytes);
    const how = options.follow && found.live ? await followLog(context, found.live, end, write) : 'ended';
    await write.end();
    if (how === 'abandoned') context.say('git-run: nobody records this run any more: git run recover');
    return 0;
  },
});

interface LastLines {
  readonly bytes: Buffer;
  /** Where they end: a live run goes on from there. */
  readonly end: LogPlace;
}

/** Bytes: who asks for more lines than that has got enough to read. */
const MOST_HELD = 2 ** 26;

/** The last lines, read from the last parts alone. */
async function lastLines(context: Context, found: FoundRun, count: number): Promise<LastLines> {
  const parts = [];
  for await (const part of logParts(await context.repository(), found)) parts.push(part);
  let end: LogPlace | undefined;
  let held = Buffer.alloc(0);
  for (const { name, bytes } of parts.reverse()) {
    const pieces: Buffer[] = [];
    for await (const piece of bytes) pieces.push(piece);
    held = Buffer.concat([...pieces, held]);
    end ??= { part: name, bytes: held.length };
    const start = Math.max(startOfLines(held, count), held.length - MOST_HELD);
    if (start > 0) return { bytes: held.subarray(start), end };
  }
  return { bytes: held, end: end ?? { part: '000000.log', bytes: 0 } };
}

/** Where the last so many lines begin; 0 where there are fewer. */
function startOfLines(bytes: Buffer, count: number): number {
  let at = bytes.length - 1;
  for (let line = 0; line < count; line++) {
    // Buffers take -1 for their end.
    at = at <= 0 ? -1 : bytes.lastIndexOf(10, at - 1);
    if (at < 0) return 0;
  }
  return at + 1;
}
