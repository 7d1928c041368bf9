import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { openWorkshop, type WorkshopPlan } from '../../../src/git/lfs/workshop.ts';
import { withoutGitLfs } from '../../support/git-lfs.ts';
import { openDoor, openedRepository } from '../../support/recorded-run.ts';
import { gitIn } from '../../support/temporary-repository.ts';

/** A workshop beside a repository, and its directory. */
async function workshop(t: Test, config: Readonly<Record<string, string>>, remote: string) {
  const opened = await openedRepository(t, { config });
  const parent = join(opened.home, 'a "parent"');
  const plan: WorkshopPlan = {
    repository: await openDoor(t, opened.path, opened.env),
    env: opened.env,
    parent,
    storage: join(opened.home, 'storage \\ here'),
    remote,
    total: 0,
    stage: 'uploading',
  };
  const shop = await openWorkshop(plan);
  const [name = ''] = readdirSync(parent);
  const directory = join(parent, name);
  const get = (key: string) => gitIn(directory, opened.env, ['config', '--includes', key]);
  return { ...opened, shop, directory, get, plan };
}

t.test("the user's configuration holds in it, and what is written in it is not theirs", async t => {
  const { shop, directory, get, env, path, plan } = await workshop(
    t,
    { 'lfs.concurrenttransfers': '3', 'lfs.storage': 'elsewhere', 'core.bare': 'false' },
    'https://example.com/runs.git',
  );
  t.equal(get('lfs.concurrenttransfers'), '3');
  t.equal(get('lfs.storage'), plan.storage, 'but it has a storage of its own');
  t.equal(get(`remote.${shop.remote}.url`), 'https://example.com/runs.git');
  const before = readFileSync(join(path, '.git/config'), 'utf8');
  gitIn(directory, env, ['config', 'lfs.repositoryformatversion', '0']);
  t.equal(readFileSync(join(path, '.git/config'), 'utf8'), before);
  await shop.close();
  t.notOk(existsSync(directory));
});

t.test('a remote that git-lfs finds by its name keeps it', async t => {
  for (const url of ['https://example.com/x.git', 'git@example.com:x.git', '/srv/x.git']) {
    const { shop } = await workshop(t, { 'remote.origin.url': url }, 'origin');
    t.equal(shop.remote, 'origin');
  }
  const { shop, get, path } = await workshop(t, { 'remote.origin.url': '../x.git' }, 'origin');
  t.equal(
    get(`remote.${shop.remote}.url`),
    `file://${join(path, '../x.git')}`,
    'elsewhere that is another path',
  );
});

t.test('one that is given up ends git-lfs too', { skip: withoutGitLfs }, async t => {
  const asked = new AbortController();
  const server = createServer(() => asked.abort(new Error('given up')));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.git`;
  const { shop } = await workshop(t, { 'remote.origin.url': url }, 'origin');
  const closed = new Promise(resolve => server.on('connection', socket => socket.on('close', resolve)));
  const sending = shop.lfs(['locks'], { signal: asked.signal });
  await t.rejects(sending, /given up/);
  await closed;
  await shop.close();
});
