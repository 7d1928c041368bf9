/** A program around `execute`: a test can start it on descriptors, in groups and in sessions of its choice. */
import { appendFileSync } from 'node:fs';
import { execute } from '../../src/exec/execute.ts';

const { report, argv, program, ignoreHangup } = JSON.parse(process.argv[2] ?? '');
const tell = (event: object) => appendFileSync(report, `${JSON.stringify(event)}\n`);
const listening = () => process.listenerCount('SIGINT');
const before = listening();
const bytes: Record<string, number> = {};

try {
  const exit = await execute({
    program,
    argv,
    cwd: process.cwd(),
    env: process.env,
    ignoreHangup,
    onStart: pid => tell({ pid }),
    onOutput(stream, piece) {
      bytes[stream] = (bytes[stream] ?? 0) + piece.length;
      if (bytes[stream] < 100_000) tell({ stream, text: piece.toString() });
    },
    onProblem: problem => tell({ problem }),
  });
  const { maxRSS } = process.resourceUsage();
  tell({ exit, bytes, maxRSS, listeners: listening() - before });
} catch (error) {
  tell({ error: { ...(error as object), name: (error as Error).name } });
}
