import t from 'tap';
import { isTrue } from '../../src/git/flag.ts';
import { gitIn, temporaryRepository } from '../support/temporary-repository.ts';

t.test('yes and no are what Git takes for them', async t => {
  const { path, env } = temporaryRepository(t);
  for (const value of ['true', 'yes', 'on', '1', 'TRUE', 'false', 'No', 'off', '0', '']) {
    const args = ['-c', `run.sign=${value}`, 'config', '--type=bool', 'run.sign'];
    t.equal(isTrue(value), gitIn(path, env, args) === 'true', `'${value}'`);
  }
  t.notOk(isTrue(undefined));
});
