import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import type { LargeFiles } from '../../../src/git/lfs/large-files.ts';
import { arrivals, contentsDirectory, fileIn } from '../../../src/git/lfs/places.ts';
import type { Content } from '../../../src/git/lfs/pointer.ts';
import { findProgram } from '../../../src/process/find-program.ts';
import { withoutGitLfs } from '../../support/git-lfs.ts';
import { gitServer } from '../../support/git-server.ts';
import { lfsServer, withoutLfsServer } from '../../support/lfs-server.ts';
import { type Opened, openDoor, openedRepository } from '../../support/recorded-run.ts';
import { gitIn, hermeticEnvironment, temporaryDirectory } from '../../support/temporary-repository.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const noServer = withoutGitLfs || withoutLfsServer();

/** A repository with contents, and another with none, both with the same remote. */
async function two(t: Test, url: string, sizes: readonly number[] = [100, 200_000]) {
  const [here, there] = [await openedRepository(t), await openedRepository(t)];
  const bytes = sizes.map(size => randomBytes(size));
  const contents: Content[] = [];
  for (const piece of bytes) contents.push(await here.repository.contents.put(here.write('.git/x', piece)));
  for (const { git } of [here, there]) git('remote', 'add', 'origin', url);
  const [one, other] = [await reopened(t, here), await reopened(t, there)];
  return { here: one, there: other, bytes, contents };
}

/** An empty bare repository; returns its path. */
function bareRemote(t: Test): string {
  const root = join(temporaryDirectory(t), 'with a space');
  mkdirSync(root);
  gitIn(root, hermeticEnvironment(root), ['init', '-q', '--bare', 'there.git']);
  return join(root, 'there.git');
}

/** Its configuration is read once. */
async function reopened(t: Test, { path, env, ...rest }: Opened) {
  const repository = await openDoor(t, path, env);
  return { ...rest, path, env, repository, large: repository.largeFiles as LargeFiles };
}

async function bytesOf({ repository }: Pick<Opened, 'repository'>, content: Content): Promise<Buffer> {
  return readFileSync((await repository.contents.find(content)) as string);
}

/** What is the user's: their configuration, and what Git LFS has here. */
function users({ path, git }: Pick<Opened, 'path' | 'git'>) {
  const lfs = join(path, '.git/lfs');
  const files = existsSync(lfs) ? readdirSync(lfs, { recursive: true }) : [];
  return {
    config: readFileSync(join(path, '.git/config'), 'utf8'),
    files: files.sort(),
    refs: git('for-each-ref'),
  };
}

t.test('with a server', { skip: noServer }, async t => {
  const server = await lfsServer(t);

  t.test('what is sent is there, once; what is brought is here, byte for byte', async t => {
    const { here, there, bytes, contents } = await two(t, server.url);
    const before = [users(here), users(there)];
    const told: number[] = [];
    await here.large.send('origin', contents, { onProgress: ({ done, total }) => told.push(done, total) });
    for (const [at, content] of contents.entries())
      t.same(readFileSync(server.fileOf(content.sha256)), bytes[at]);
    t.equal(told.at(-2), 200_100);
    const puts = () =>
      server.asked().filter(line => line.startsWith('PUT') && line.includes(contents[1]?.sha256 as string));
    t.equal(puts().length, 1);
    await here.large.send('origin', contents);
    t.equal(puts().length, 1, 'what is there already is not sent again');
    await there.large.fetch('origin', contents);
    for (const [at, content] of contents.entries()) t.same(await bytesOf(there, content), bytes[at]);
    await there.large.fetch('origin', contents);
    t.equal(server.asked().filter(line => line.startsWith('GET')).length, 2, 'nor asked for');
    t.same(users(here), before[0]);
    t.match(users(there), { config: before[1]?.config, refs: before[1]?.refs });
    t.same(readdirSync(join(contentsDirectory(here.repository.place), 'incoming')), []);
    t.same(readdirSync(join(contentsDirectory(there.repository.place), 'incoming')), []);
  });

  t.test('a remote that has no name, but a URL, is asked and no other', async t => {
    const { here, there, bytes, contents } = await two(t, 'http://127.0.0.1:1/none.git');
    await here.large.send(server.url, contents);
    await there.large.fetch(server.url, contents);
    t.same(await bytesOf(there, contents[1] as Content), bytes[1]);
  });

  t.test('a server that a project names in .lfsconfig is where its files go', async t => {
    const { here, contents } = await two(t, 'http://127.0.0.1:1/none.git');
    here.write('.lfsconfig', `[lfs]\nurl = ${server.url}/info/lfs\n`);
    await here.large.send('origin', contents);
    t.ok(existsSync(server.fileOf(contents[0]?.sha256 as string)));
    here.git('add', '.lfsconfig');
    here.git('commit', '-qm', 'where');
    rmSync(join(here.path, '.lfsconfig'));
    rmSync(server.fileOf(contents[0]?.sha256 as string));
    await here.large.send('origin', contents);
    t.ok(
      existsSync(server.fileOf(contents[0]?.sha256 as string)),
      'from HEAD, where it is not in the work tree',
    );
  });

  t.test('what the server has not got is told, and the rest is kept', async t => {
    const { here, there, bytes, contents } = await two(t, server.url, [100, 300]);
    await here.large.send('origin', contents.slice(0, 1));
    await t.rejects(there.large.fetch('origin', contents), {
      code: 'remote',
      message: /does not have all of the large files/,
    });
    t.same(await bytesOf(there, contents[0] as Content), bytes[0]);
    t.equal(await there.repository.contents.find(contents[1] as Content), undefined);
  });

  t.test('a server that wants a password gets one, and that it does is noted nowhere', async t => {
    const { port } = new URL(server.url);
    const auth = await gitServer(t, '/', (await openedRepository(t)).env, {
      auth: 'ada:secret',
      instead(request, response) {
        if (request.headers.authorization === undefined) return false;
        void fetch(`http://127.0.0.1:${port}${request.url}`, {
          method: request.method as string,
          headers: {
            'content-type': request.headers['content-type'] ?? '',
            accept: request.headers.accept ?? '',
          },
          body: request as never,
          duplex: 'half',
        } as RequestInit).then(async answer => {
          response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
          response.end(Buffer.from(await answer.arrayBuffer()));
        });
        return true;
      },
    });
    const { here, contents } = await two(t, `${auth.url}/team/runs.git`);
    await t.rejects(here.large.send('origin', contents), {
      code: 'remote',
      message: /asks for a user and a password/,
    });
    const helper = '!f() { echo username=ada; echo password=secret; }; f';
    here.git('config', 'credential.helper', helper);
    const before = users(here);
    await here.large.send('origin', contents);
    t.ok(existsSync(server.fileOf(contents[1]?.sha256 as string)));
    t.same(users(here), before);
  });
});

t.test('with a path', { skip: withoutGitLfs }, async t => {
  for (const how of ['relative', 'url', 'without a name'] as const) {
    t.test(`${how}: what is sent is there, what is brought is a copy of our own`, async t => {
      const bare = bareRemote(t);
      const { here, there, bytes, contents } = await two(
        t,
        how === 'url' ? `file://${encodeURI(bare)}` : bare,
      );
      if (how === 'relative') {
        symlinkSync(dirname(bare), join(here.path, '../beside'));
        here.git('config', 'remote.origin.url', '../beside/there.git');
      }
      const remote = how === 'without a name' ? bare : 'origin';
      const { large } = how === 'relative' ? await reopened(t, here) : here;
      const before = users(here);
      await large.send(remote, contents);
      t.same(users(here), before);
      const [first, second] = contents as [Content, Content];
      t.same(readFileSync(fileIn(join(bare, 'lfs'), second.sha256)), bytes[1]);
      await there.large.fetch(remote, contents);
      const theirs = fileIn(join(bare, 'lfs'), first.sha256);
      chmodSync(theirs, 0o644);
      writeFileSync(theirs, 'changed');
      t.same(await bytesOf(there, first), bytes[0]);
    });
  }

  t.test('what is not what its name says is not taken', async t => {
    const bare = bareRemote(t);
    const { here, there, contents } = await two(t, bare);
    await here.large.send('origin', contents);
    const content = contents[1] as Content;
    const theirs = fileIn(join(bare, 'lfs'), content.sha256);
    rmSync(theirs);
    writeFileSync(theirs, randomBytes(content.size));
    const damaged = { code: 'remote', message: /what it sends is damaged, and was not taken/ };
    await t.rejects(there.large.fetch('origin', contents), damaged);
    t.equal(await there.repository.contents.find(content), undefined);
    t.ok(await there.repository.contents.find(contents[0] as Content), 'the others are');
  });

  t.test('what a broken transfer has left is gone on with, unless it is damaged', async t => {
    const bare = bareRemote(t);
    const { here, there, bytes, contents } = await two(t, bare);
    await here.large.send('origin', contents);
    const [first, second] = contents as [Content, Content];
    for (const [content, left] of [
      [first, randomBytes(first.size)],
      [second, bytes[1] as Buffer],
    ] as const) {
      const file = fileIn(arrivals(there.repository.place), content.sha256);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, left);
      // Nobody needs the remote for it.
      rmSync(fileIn(join(bare, 'lfs'), second.sha256), { force: true });
    }
    await t.rejects(there.large.fetch('origin', contents), { code: 'digest-mismatch' });
    await there.large.fetch('origin', contents);
    t.same(await bytesOf(there, first), bytes[0]);
    t.same(await bytesOf(there, second), bytes[1]);
  });
});

t.test('what is damaged, or not here, is not sent', async t => {
  const { here, contents } = await two(t, '/nowhere');
  const [first, second] = contents as [Content, Content];
  const file = (await here.repository.contents.find(first)) as string;
  chmodSync(file, 0o644);
  writeFileSync(file, Buffer.alloc(first.size));
  await t.rejects(here.large.send('origin', contents), { code: 'digest-mismatch' });
  const absent = { ...second, sha256: sha256(Buffer.from('x')) };
  await t.rejects(here.large.send('origin', [absent]), { code: 'content-missing' });
});

t.test('without git-lfs it is said, with how to get it', async t => {
  const { here, contents } = await two(t, '/nowhere');
  const bin = join(here.home, 'bin');
  mkdirSync(bin);
  symlinkSync(findProgram('git', '/', process.env), join(bin, 'git'));
  const { large } = await reopened(t, { ...here, env: { ...here.env, PATH: bin } });
  await t.rejects(large.send('origin', contents), { code: 'git-lfs-missing' });
  await t.rejects(large.fetch('origin', [{ sha256: sha256(Buffer.from('x')), size: 1 }]), {
    code: 'git-lfs-missing',
  });
  await large.send('origin', []);
  await large.fetch('origin', contents);
});
