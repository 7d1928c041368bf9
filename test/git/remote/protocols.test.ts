import { dirname } from 'node:path';
import t from 'tap';
import { httpRemote } from '../../../src/git/remote/http.ts';
import { objectSpool } from '../../../src/git/remote/object-spool.ts';
import { protocol0, protocol2, type UploadPack } from '../../../src/git/remote/protocols.ts';
import { receivePack } from '../../../src/git/remote/receive-pack.ts';
import { openUploadPack } from '../../../src/git/remote/upload-pack.ts';
import { gitServer } from '../../support/git-server.ts';
import { type Teardown, temporaryRepository } from '../../support/temporary-repository.ts';

const NOBODY = {
  known: () => undefined,
  ask: async () => undefined,
  approve: async () => {},
  reject: async () => {},
};
const SELECTIVE = { 'uploadpack.allowFilter': 'true', 'uploadpack.allowAnySHA1InWant': 'true' };

async function served(t: Teardown, how: { protocol2: boolean; config?: Record<string, string> }) {
  const on = temporaryRepository(t, { files: { a: 'one', 'd/b': 'two' }, config: how.config ?? {} });
  on.git('commit', '-q', '--allow-empty', '-m', 'second');
  on.git('update-ref', 'refs/runs/x', 'HEAD');
  const server = await gitServer(t, dirname(on.path), on.env, how);
  const remote = httpRemote(new URL(`${server.url}/repository/.git`), {
    credentials: NOBODY,
    patience: 20_000,
  });
  const spool = objectSpool();
  t.teardown(() => {
    remote.close();
    spool.close();
  });
  const service = await openUploadPack(remote, 'refs/runs/');
  const fetch = (wants: Parameters<UploadPack['pack']>[0]) => receivePack(service.pack(wants), spool, 1e9);
  return { on, service, spool, fetch, server, id: (name: string) => on.git('rev-parse', name) };
}

for (const version of [2, 0]) {
  t.test(`protocol ${version}: refs by their beginning, commits without what was before them`, async t => {
    const { service, spool, fetch, id, server } = await served(t, { protocol2: version === 2 });
    t.same(await service.refs('refs/runs/'), [{ name: 'refs/runs/x', oid: id('HEAD') }]);
    t.equal(server.log.length, version === 2 ? 2 : 1);
    t.equal(service.isSelective, false);
    await fetch({ oids: [id('HEAD')], withoutBlobs: true });
    t.ok(spool.has(id('HEAD:d/b')), 'a server that leaves nothing out sends all of it');
    t.notOk(spool.has(id('HEAD^')));
  });

  t.test(`protocol ${version}: blobs are left out, and asked for by themselves`, async t => {
    const { service, spool, fetch, id } = await served(t, { protocol2: version === 2, config: SELECTIVE });
    t.equal(service.isSelective, true);
    await fetch({ oids: [id('HEAD')], withoutBlobs: true });
    t.same(
      [spool.has(id('HEAD:d')), spool.has(id('HEAD:d/b')), spool.has(id('HEAD^'))],
      [true, false, false],
    );
    await fetch({ oids: [id('HEAD:a'), id('HEAD:d/b')] });
    t.equal(`${spool.get(id('HEAD:d/b'))?.content}`, 'two');
    await fetch({ oids: [id('HEAD^')] });
    await t.rejects(fetch({ oids: ['1'.repeat(40)] }), { code: 'remote', message: /it says: .*not our ref/ });
  });
}

t.test('ids of another kind, and servers too old, are refused by name', async t => {
  const remote = httpRemote(new URL('http://h/x'), { credentials: NOBODY, patience: 1 });
  const limits = (work: () => unknown, message: RegExp) => t.throws(work, { code: 'engine-limit', message });
  limits(() => protocol2(remote, ['object-format=sha256', 'fetch=shallow']), /sha256/);
  limits(
    () => protocol0(remote, [`${'0'.repeat(64)} HEAD\0shallow side-band-64k object-format=sha256`]),
    /sha256/,
  );
  limits(() => protocol0(remote, [`${'0'.repeat(40)} HEAD\0multi_ack`]), /too old/);
  t.throws(() => protocol0(remote, ['hello']), { code: 'corrupt-record' });
});
