import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { openSink } from '../../src/cli/sink.ts';
import { type CliOptions, worldOf } from '../support/cli.ts';

async function written(
  pieces: readonly string[],
  path?: string,
  options: CliOptions = {},
): Promise<string[]> {
  const { world, out } = worldOf({ path: t.testdirName, env: {} }, options);
  const sink = await openSink(createContext(world), path);
  for (const piece of pieces) await sink.write(piece);
  await sink.close();
  return out.map(String);
}

t.test('what is written comes out in large pieces, all of it', async t => {
  const pieces = Array.from({ length: 30_000 }, (_, at) => `${at}\n`);
  const out = await written(pieces);
  t.equal(out.join(''), pieces.join(''));
  t.equal(out.length, 3);
});

t.test('a file is named from the working directory, and - is standard output', async t => {
  const cwd = t.testdir();
  t.same(await written(['a', 'b'], 'runs.csv', { cwd }), []);
  t.equal(readFileSync(join(cwd, 'runs.csv'), 'utf8'), 'ab');
  t.same(await written(['a'], '-'), ['a']);
});

t.test('a file that was there is written anew, also where there is nothing to write', async t => {
  const cwd = t.testdir({ 'runs.csv': 'old and long' });
  await written([], 'runs.csv', { cwd });
  t.equal(readFileSync(join(cwd, 'runs.csv'), 'utf8'), '');
});

t.test('a terminal gets what it can be trusted with', async t => {
  const terminal = { columns: 80, rows: 24 };
  t.same(await written(['\x1b[2J\n'], undefined, { terminal }), ['\\u{1b}[2J\n']);
});
