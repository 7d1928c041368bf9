import t from 'tap';
import { ownWords } from '../../src/cli/own-words.ts';
import { thisWorld } from '../../src/cli/world.ts';

t.test('the program that runs is started again by its own words', async t => {
  t.same(ownWords(thisWorld()), [process.execPath, ...process.execArgv, process.argv[1]]);
  t.same(ownWords({}), ['git-run']);
});
