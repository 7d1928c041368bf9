import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import t from 'tap';
import { openOutlets } from '../../src/exec/outlets.ts';
import type { Problem } from '../../src/run/run.ts';

t.test('the command has a stream of the kind we have, and one where we have one', async t => {
  const problems: Problem[] = [];
  const outlets = await openOutlets(problem => problems.push(problem));
  const joined = fstatSync(1).ino === fstatSync(2).ino && fstatSync(1).dev === fstatSync(2).dev;
  t.equal(outlets.stdout === outlets.stderr, joined);
  t.equal(outlets.all.length, joined ? 1 : 2);
  for (const { name, to, channel } of outlets.all) {
    t.equal(name, isatty(to) ? 'tty' : to === 1 ? 'stdout' : 'stderr');
    t.equal(isatty(channel.inputFd), isatty(to));
    channel.closeInput();
    channel.output.destroy();
  }
  outlets.follow(() => {})();
  t.same(problems, []);
});

t.test('where no pipe can be made the command has our own stream, and that is told', async t => {
  const { PATH } = process.env;
  process.env.PATH = t.testdir();
  t.teardown(() => {
    process.env.PATH = PATH;
  });
  const problems: Problem[] = [];
  const outlets = await openOutlets(problem => problems.push(problem));
  for (const { channel } of outlets.all) {
    channel.closeInput();
    channel.output.destroy();
  }
  // A terminal needs no program.
  t.equal(outlets.stdout === 'inherit', !isatty(1));
  if (!isatty(1)) t.match(problems, [{ code: 'output-not-recorded', message: /^stdout could not be/ }]);
});
