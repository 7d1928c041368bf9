import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { attach } from '../../../src/cli/ui/attach.ts';
import { hermeticEnvironment, temporaryDirectory } from '../../support/temporary-repository.ts';

const directory = temporaryDirectory(t);
const place = { cwd: directory, env: hermeticEnvironment(directory) };

/** Runs a program on files in the place of a terminal. */
async function attached(argv: readonly string[], input = 'typed\n\n') {
  const [from, to] = [join(directory, 'input'), join(directory, 'output')];
  writeFileSync(from, input);
  const [read, written] = [openSync(from, 'r'), openSync(to, 'w')];
  try {
    const exitCode = await attach(argv, place, [read, written, written]);
    return { exitCode, output: readFileSync(to, 'utf8') };
  } finally {
    closeSync(read);
    closeSync(written);
  }
}

t.test('a program has the terminal for its own, and what it showed is there until Enter', async t => {
  const { exitCode, output } = await attached(['sh', '-c', 'read x; echo "got $x"; exit 3']);
  t.equal(exitCode, 3);
  t.match(output, /^got typed\n\n\[exit code 3: Enter goes back\]/);
});

t.test('one that a signal ends, or that cannot be started, has an exit code as in a shell', async t => {
  t.equal((await attached(['sh', '-c', 'kill -INT $$'])).exitCode, 130);
  t.equal((await attached(['/no/such/program'])).exitCode, 127);
});
