import t from 'tap';
import { knownIn } from '../../src/cli/completion/known.ts';
import { createContext } from '../../src/cli/context.ts';
import { program } from '../../src/cli/program.ts';
import { worldOf } from '../support/cli.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test('a command is found by its name or alias', async t => {
  t.match(await program.find('ls'), { name: 'log', topic: 'look' });
  t.equal(await program.find('nonsense'), undefined);
});

t.test('it tells what may stand next', async t => {
  const context = createContext(worldOf(temporaryRepository(t)).world);
  t.teardown(() => context.close());
  const { offers } = await program.answerTo(context, ['sho'], knownIn(context, { isRemote: false }));
  t.ok(offers.some(({ value }) => value === 'show'));
});
