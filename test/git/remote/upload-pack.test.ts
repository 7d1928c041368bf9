import t from 'tap';
import { httpRemote } from '../../../src/git/remote/http.ts';
import { FLUSH, packet } from '../../../src/git/remote/packets.ts';
import { openUploadPack } from '../../../src/git/remote/upload-pack.ts';
import type { Teardown } from '../../support/temporary-repository.ts';
import { webServer } from '../../support/web-server.ts';

const OID = 'a'.repeat(40);
const SMART = 'application/x-git-upload-pack-advertisement';
const CAPABLE = 'shallow side-band-64k';

async function openAt(t: Teardown, type: string, answer: string) {
  const url = await webServer(t, (_, response) =>
    response.writeHead(200, { 'content-type': type }).end(answer),
  );
  const credentials = {
    known: () => undefined,
    ask: async () => undefined,
    approve: async () => {},
    reject: async () => {},
  };
  const remote = httpRemote(new URL(url), { credentials, patience: 20_000 });
  t.teardown(() => remote.close());
  return openUploadPack(remote, 'refs/runs/');
}

t.test('the protocol is the one the server answers in, with or without the head of HTTP', async t => {
  const two = `${packet('version 2')}${packet('fetch=shallow filter')}${FLUSH}`;
  const head = `${packet('# service=git-upload-pack')}${FLUSH}`;
  for (const answer of [two, head + two]) t.equal((await openAt(t, SMART, answer)).isSelective, true);
  const refs = [`${OID} HEAD\0${CAPABLE}`, `${OID} refs/pull/1`, `${OID} refs/runs/x`].map(packet).join('');
  const old = await openAt(t, SMART, `${head}${refs}${FLUSH}`);
  t.same(await old.refs('refs/runs/'), [{ name: 'refs/runs/x', oid: OID }]);
});

t.test('a repository with nothing in it has no refs', async t => {
  const empty = await openAt(t, SMART, `${packet(`${'0'.repeat(40)} capabilities^{}\0${CAPABLE}`)}${FLUSH}`);
  t.same(await empty.refs('refs/runs/'), []);
});

t.test('what is no server of Git, or a dumb one, is said', async t => {
  await t.rejects(openAt(t, 'text/html', '<html>'), { code: 'remote', message: /no Git repository/ });
  await t.rejects(openAt(t, 'text/plain', ''), { code: 'remote', message: /no Git repository/ });
  await t.rejects(openAt(t, 'text/plain', `${OID}\trefs/heads/main\n`), {
    code: 'engine-limit',
    message: /a dumb server/,
  });
});

t.test('an answer that makes no sense is said to make none', async t => {
  for (const answer of ['', '<html>', packet('version 2'), `${packet('version 9')}${FLUSH}`])
    await t.rejects(openAt(t, SMART, answer), { code: 'remote', message: /not sound/ }, answer);
  await t.rejects(openAt(t, SMART, packet('ERR access denied')), {
    code: 'remote',
    message: /it says: access denied/,
  });
});
