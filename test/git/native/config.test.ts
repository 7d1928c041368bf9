import t from 'tap';
import { parseConfig, readConfig } from '../../../src/git/native/config.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('the last value of a key counts, and all can be had', async t => {
  const config = parseConfig('a.b\nfirst\0a.b\nsecond\0a.flag\0remote.X.url\nhttps://x/?a=b\nc\0');
  t.equal(config.get('a.b'), 'second');
  t.same(config.all('a.b'), ['first', 'second']);
  t.equal(config.get('a.flag'), 'true');
  t.equal(config.get('remote.X.url'), 'https://x/?a=b\nc');
  t.equal(config.get('constructor'), undefined);
  t.same(config.all('nothing'), []);
  t.same(config.keys('a.'), ['a.b', 'a.flag']);
});

t.test(
  "a repository's own configuration is read, sections in lower case, subsections as they are",
  async t => {
    const { path, env, git } = temporaryRepository(t, { config: { 'Run.sizeLimit': '1k' } });
    git('config', '--add', 'remote.UpStream.fetch', 'a');
    git('config', '--add', 'remote.UpStream.fetch', 'b');
    const config = await readConfig(gitProgram(path, env));
    t.equal(config.get('run.sizelimit'), '1k');
    t.same(config.all('remote.UpStream.fetch'), ['a', 'b']);
  },
);
