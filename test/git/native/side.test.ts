import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Repository } from '../../../src/git/repository.ts';
import type { Side, Sides } from '../../../src/git/side.ts';
import { RemoteError } from '../../../src/run/repository-errors.ts';
import { type GitServer, gitServer } from '../../support/git-server.ts';
import { openDoor } from '../../support/recorded-run.ts';
import { snapshotOf, temporaryRepository } from '../../support/temporary-repository.ts';

const SMALL = 100;
const AUTH = 'user:secret';

interface Bench {
  readonly repository: Repository;
  readonly sides: Sides;
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  readonly server: GitServer;
  /** Of the commit there. */
  readonly commit: string;
  readonly large: string;
  /** In the user's repository. */
  git(...args: string[]): string;
  there(...args: string[]): string;
}

/** A commit upon another on a server that leaves out what is large, and that only the user's own configuration can reach. */
async function bench(t: Test): Promise<Bench> {
  const remote = temporaryRepository(t, { files: { small: 'small\n', large: 'x'.repeat(SMALL + 1) } });
  remote.git('config', 'uploadpack.allowFilter', 'true');
  remote.git('commit', '-q', '--allow-empty', '-m', 'second');
  remote.git('update-ref', 'refs/runs/a', 'HEAD');
  const here = temporaryRepository(t);
  const server = await gitServer(t, join(remote.path, '..'), remote.env, { auth: AUTH });
  here.git('config', `url.${server.url}/.insteadOf`, 'runs:');
  const basic = Buffer.from(AUTH).toString('base64');
  here.git('config', `http.${server.url}/.extraHeader`, `Authorization: Basic ${basic}`);
  here.git('remote', 'add', 'origin', `runs:${remote.path.split('/').at(-1)}`);
  const repository = await openDoor(t, here.path, here.env);
  const [commit = '', large = ''] = remote.git('rev-parse', 'HEAD', 'HEAD:large').split('\n');
  const { path, env, git } = here;
  return {
    repository,
    env,
    sides: repository.sides as Sides,
    path,
    server,
    commit,
    large,
    git,
    there: remote.git,
  };
}

const fetched = async ({ sides }: Bench, most = SMALL): Promise<Side> => {
  const side = await sides.of('origin');
  await side.fetch([{ from: 'refs/runs/a', to: 'refs/runs/a' }], { most });
  return side;
};

t.test('a commit comes alone, without what is large, and the user’s repository stays as it is', async t => {
  const on = await bench(t);
  const before = [snapshotOf(on.path), on.git('config', '--list', '--local'), on.git('count-objects', '-v')];
  const side = await fetched(on);
  const { commit, large } = on;
  t.same(await side.refs.list(['refs/runs']), [{ name: 'refs/runs/a', oid: commit }]);
  const [found, small, missing, parent] = await side.objects.read([
    commit,
    `${commit}:small`,
    `${commit}:large`,
    `${commit}^`,
  ]);
  t.equal(found?.type, 'commit');
  t.equal(small?.content.toString(), 'small\n');
  t.equal(missing, undefined);
  t.equal(parent, undefined);
  t.same(
    (await side.objects.files(commit)).map(({ path, size }) => [path, size]),
    [
      ['large', undefined],
      ['small', 6],
    ],
    'of what is not there nobody knows the size',
  );
  t.same([snapshotOf(on.path), on.git('config', '--list', '--local'), on.git('count-objects', '-v')], before);
  t.same((await on.repository.objects.read([commit, large])).filter(Boolean), []);
  t.equal(on.git('rev-parse', '--is-shallow-repository'), 'false');
});

t.test('what is missing is not asked for by who reads, and comes by its id', async t => {
  const on = await bench(t);
  const side = await fetched(on);
  const asked = on.server.log.length;
  t.same(await side.objects.read([on.large]), [undefined]);
  t.equal(on.server.log.length, asked);
  await side.bring([on.large], { most: SMALL });
  t.equal((await side.objects.read([on.large]))[0]?.content.length, SMALL + 1);
  const parent = on.there('rev-parse', 'HEAD^');
  await side.bring([parent], { most: SMALL });
  t.equal((await side.objects.read([`${parent}:small`]))[0]?.content.toString(), 'small\n');
  await t.rejects(side.bring(['1'.repeat(40)], { most: SMALL }), RemoteError);
  await side.bring([], { most: SMALL });
});

t.test('a ref follows its remote backwards too', async t => {
  const on = await bench(t);
  const side = await fetched(on);
  on.there('update-ref', 'refs/runs/a', 'HEAD^');
  await fetched(on);
  t.equal((await side.refs.list([]))[0]?.oid, on.there('rev-parse', 'HEAD^'));
});

t.test('many packs become one, though objects are missing', async t => {
  const on = await bench(t);
  const side = await fetched(on);
  const home = join(on.path, '.git', 'git-run', 'side');
  const packs = join(home, readdirSync(home)[0] as string, 'objects', 'pack');
  mkdirSync(packs, { recursive: true });
  for (let n = 0; n < 150; n++) writeFileSync(join(packs, `other-${n}`), '');
  await side.bring([on.there('rev-parse', 'HEAD^')], { most: SMALL });
  t.equal(readdirSync(packs).filter(name => name.endsWith('.pack')).length, 1);
  t.equal((await side.objects.read([`${on.commit}:small`]))[0]?.content.toString(), 'small\n');
});

t.test('one is seen once it is to be, and is gone when it is dropped', async t => {
  const on = await bench(t);
  t.same(await on.sides.seen(), []);
  const [one, other] = await Promise.all([on.sides.of('origin'), on.sides.of('origin')]);
  t.equal(one, other);
  t.same(await on.sides.seen(), []);
  await on.sides.show('origin');
  t.match(await on.sides.seen(), [{ remote: 'origin' }]);
  t.match(await (await openDoor(t, on.path, on.env)).sides?.seen(), [{ remote: 'origin' }]);
  await on.sides.drop('another');
  t.equal((await on.sides.seen()).length, 1);
  await on.sides.drop('origin');
  t.same(await on.sides.seen(), []);
  await on.sides.drop();
});

t.test('a remote may be a path, and what fails is told by the name it was given', async t => {
  const on = await bench(t);
  const away = join(on.path, 'nowhere');
  const side = await on.sides.of(away);
  await t.rejects(side.bring([on.commit], { most: SMALL }), { message: `${away}: there is no repository` });
});

t.test('a lock that one which was killed has left is taken away, and another one waited for', async t => {
  const on = await bench(t);
  const side = await on.sides.of('origin');
  const home = join(on.path, '.git', 'git-run', 'side');
  const lock = join(home, readdirSync(home)[0] as string, 'shallow.lock');
  const fetch = () => side.fetch([{ from: 'refs/runs/a', to: 'refs/runs/a' }], { most: SMALL });
  writeFileSync(lock, '');
  utimesSync(lock, new Date(0), new Date(0));
  await fetch();
  t.notOk(existsSync(lock));
  writeFileSync(lock, '');
  const waiting = fetch();
  setTimeout(() => rmSync(lock), 300);
  await waiting;
  t.equal((await side.refs.list([]))[0]?.oid, on.commit);
});
