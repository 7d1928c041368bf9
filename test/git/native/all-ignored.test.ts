import t from 'tap';
import { allIgnored } from '../../../src/git/native/all-ignored.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { parseIgnored, statusArgs } from '../../../src/git/native/status.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('Git tells the same on its own and with its status', async t => {
  const { path, env, write } = temporaryRepository(t, {
    files: { '.gitignore': '*.log\nout/\n!kept.log\nd/*\n!d/e/\n', 'out/tracked': '1' },
  });
  const program = gitProgram(path, env);
  for (const name of [
    'a.log',
    'kept.log',
    'out/x',
    'd/x',
    'd/e/f',
    'd/e/g.log',
    'only/logs/b.log',
    'é\n.log',
  ])
    write(name, '');
  const told = parseIgnored(await program([...statusArgs(true), '--ignored=matching'])).sort();
  t.ok(told.length > 4);
  t.same((await allIgnored(program))?.sort(), told);
});

t.test('who stops it at once has started nothing, who stops it later is not kept waiting', async t => {
  const { path, env } = temporaryRepository(t);
  const program = gitProgram(path, env);
  const stop = new AbortController();
  const refuse = Object.assign(() => t.fail('asked'), program, { open: () => t.fail('started') });
  const looking = allIgnored(refuse as never, stop.signal);
  stop.abort();
  t.equal(await looking, undefined);
  t.same(await allIgnored(program, new AbortController().signal), []);
});
