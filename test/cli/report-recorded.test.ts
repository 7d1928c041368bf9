import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { type ReportOptions, reportRecorded } from '../../src/cli/report-recorded.ts';
import type { Recorded } from '../../src/record/request.ts';
import type { Run } from '../../src/run/run.ts';
import { worldOf } from '../support/cli.ts';
import { sampleRun } from '../support/run-rows.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const on = temporaryRepository(t, { files: { 'sub/x': '' } });

async function report(
  changes: Partial<Run>,
  { cwd = on.path, ...rest }: Partial<Recorded> & { cwd?: string } = {},
  options: Partial<ReportOptions> = {},
): Promise<string> {
  const { world, err } = worldOf(on, { cwd });
  const context = createContext(world);
  const recorded: Recorded = {
    exit: { code: 0 },
    stored: { run: sampleRun(changes), commit: 'c' },
    notKept: [],
    ...rest,
  };
  await reportRecorded(context, recorded, { quiet: false, ...options });
  await context.close();
  return Buffer.concat(err).toString();
}

t.test('one line says what was kept', async t => {
  t.equal(
    await report({}),
    'git-run: recorded swift-otter (7v8xk2qp): finished in 12s, acc 0.9722\n'.replace('12s', '13s'),
  );
  t.match(
    await report({ artifacts: { count: 1, bytes: 1200 } }),
    'in 13s, 1 artifact (1.2 kB), acc 0.9722\n',
  );
  t.match(
    await report({ metrics: {}, outcome: { status: 'failed', exitCode: 3 } }),
    ': failed with 3 in 13s\n',
  );
  t.match(
    await report({ metrics: {}, outcome: { status: 'killed', signal: 'SIGTERM' } }),
    ': killed by SIGTERM in 13s\n',
  );
});

t.test('another says what was not, with the command that keeps it from here', async t => {
  const line = 'git-run: 2 new files not kept: git run artifact add 7v8xk2qp';
  const notKept = ['out/a b.txt', 'sub/m.pt'];
  t.match(await report({}, { notKept }), `${line} 'out/a b.txt' sub/m.pt\n`);
  t.match(await report({}, { notKept, cwd: join(on.path, 'sub') }), `${line} '../out/a b.txt' m.pt\n`);
  t.match(await report({}, { notKept: ['-x'] }), '1 new file not kept: git run artifact add 7v8xk2qp ./-x\n');
  t.match(
    await report({}, { notKept: ['a', 'b', 'c', 'd'] }),
    '4 new files not kept: git run artifact add 7v8xk2qp a b c …\n',
  );
});

t.test('what was in a worktree of its own is gone', async t => {
  t.match(
    await report({}, { notKept: ['a', 'b'] }, { worktreeGone: true }),
    'git-run: 2 new files gone with its worktree; -o keeps such files: a, b\n',
  );
});

t.test('problems, and what is missing from the source, are said', async t => {
  const { source } = sampleRun();
  const omitted = [
    { path: 'big.bin', reason: 'too-large', size: 5 },
    { path: '.env', reason: 'credential' },
  ] as const;
  const said = await report({
    problems: [{ code: 'x', message: 'the params could not be read' }],
    source: { ...source, omitted, stable: false },
  });
  t.match(said, '\ngit-run: the params could not be read\n');
  t.match(said, '\ngit-run: not in the source, over the size limit, recorded by digest: big.bin\n');
  t.match(said, '\ngit-run: not in the source, credentials by their names, not recorded: .env\n');
  t.match(said, '\ngit-run: files changed while the source was read; it may be a mixture\n');
});

t.test('on a terminal it begins a line of its own, wherever the job has left the cursor', async t => {
  const { world, err } = worldOf(on, { terminal: { columns: 40, rows: 24 } });
  const recorded = { exit: { code: 0 }, stored: { run: sampleRun(), commit: 'c' }, notKept: [] };
  await reportRecorded(createContext(world), recorded, { quiet: true });
  t.equal(Buffer.concat(err).toString(), '');
  await reportRecorded(createContext(world), recorded, { quiet: false });
  t.equal(Buffer.concat(err).toString().split('git-run:')[0], `${' '.repeat(39)}\r\x1b[K`);
});

t.test('when quiet, only trouble is said', async t => {
  t.equal(await report({}, { notKept: ['a'] }, { quiet: true }), '');
  const problems = [{ code: 'x', message: 'trouble' }];
  t.equal(await report({ problems }, {}, { quiet: true }), 'git-run: trouble\n');
});

t.test('a run that could not be stored says where it is, and what to do', async t => {
  const { stored: _, ...unstored } = { stored: undefined, exit: { code: 0 }, notKept: [] };
  const { world, err } = worldOf(on);
  const context = createContext(world);
  const error = new Error('ENOSPC: no space left on device');
  await reportRecorded(context, { ...unstored, trouble: { error, journal: '/there' } }, { quiet: true });
  t.equal(
    Buffer.concat(err).toString(),
    'git-run: the run could not be recorded: ENOSPC: no space left on device\n' +
      'git-run: what it left is kept in /there; when it can be written there again: git run recover\n',
  );
  err.length = 0;
  await reportRecorded(context, { ...unstored, trouble: { error } }, { quiet: true });
  t.match(Buffer.concat(err).toString(), 'no journal could be kept either; nothing was kept\n');
});

t.test('what looks like a secret is told in one line, with what comes of it', async t => {
  const secret = (place: string) => ({ code: 'secret', message: `looks like a secret: ${place}` });
  const problems = [secret('config.py:12 (hugging-face-token)'), { code: 'other', message: 'else' }];
  const said = await report({ problems }, {}, { quiet: true });
  t.equal(
    said,
    'git-run: else\ngit-run: looks like a secret: config.py:12 (hugging-face-token); ' +
      'this run will not be pushed until you allow it, or: git run purge 7v8xk2qp --secrets\n',
  );
  const many = ['a:1 (jwt)', 'b:1 (jwt)', 'c:1 (jwt)', 'd:1 (jwt)', 'e:1 (jwt)'].map(secret);
  t.match(await report({ problems: many }), 'secret: a:1 (jwt), b:1 (jwt), c:1 (jwt) and 2 more; this run');
});
