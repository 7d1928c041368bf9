import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import t from 'tap';
import type { Credential, Credentials } from '../../../src/git/remote/credentials.ts';
import { type Answer, httpRemote, type Question } from '../../../src/git/remote/http.ts';
import { findProgram } from '../../../src/process/find-program.ts';
import { type Teardown, temporaryDirectory } from '../../support/temporary-repository.ts';
import { webServer } from '../../support/web-server.ts';

const NOBODY: Credentials = {
  known: () => undefined,
  ask: async () => undefined,
  approve: async () => {},
  reject: async () => {},
};
const GET: Question = { path: '/info/refs?service=x', accept: 'text/plain' };
const POST: Question = {
  path: '/x',
  accept: 'text/plain',
  body: { type: 'text/plain', content: 'question' },
};

function remoteAt(
  t: Teardown,
  url: string,
  how: { credentials?: Credentials; patience?: number; authorities?: Buffer } = {},
) {
  const remote = httpRemote(new URL(url), { credentials: NOBODY, patience: 10_000, ...how });
  t.teardown(() => remote.close());
  return remote;
}

async function textOf({ body }: Answer): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

t.test('a question is asked and its answer read, packed or not', async t => {
  const url = await webServer(t, async (request, response) => {
    const asked: Buffer[] = [];
    for await (const piece of request) asked.push(piece);
    const packed = request.method === 'GET';
    response.writeHead(200, packed ? { 'content-encoding': 'gzip' } : {});
    const text = `${request.method} ${request.url} ${request.headers['git-protocol']} ${Buffer.concat(asked)}`;
    response.end(packed ? gzipSync(text) : text);
  });
  const remote = remoteAt(t, `${url}/a/b.git/`);
  t.equal(
    await textOf(await remote.ask({ ...GET, protocol: 'version=2' })),
    'GET /a/b.git/info/refs?service=x version=2 ',
  );
  t.equal(await textOf(await remote.ask(POST)), 'POST /a/b.git/x undefined question');
});

t.test('a redirect is followed where it keeps to the scheme, and what follows is asked there', async t => {
  const there = await webServer(t, (request, response) =>
    response.end(`${request.url} ${request.headers.authorization}`),
  );
  const here = await webServer(t, (request, response) => {
    const location = { '/one': `${there}/two${GET.path}`, '/tls': 'https://127.0.0.1/x/info/refs?service=x' };
    const to = Object.entries(location).find(([start]) => request.url?.startsWith(start))?.[1];
    response.writeHead(302, { location: to ?? request.url }).end();
  });
  const credentials = { ...NOBODY, known: () => ({ username: 'ada', password: 'pw' }) };
  const remote = remoteAt(t, `${here}/one`, { credentials });
  t.equal(
    await textOf(await remote.ask(GET)),
    '/two/info/refs?service=x undefined',
    'no password is shown elsewhere',
  );
  t.equal(await textOf(await remote.ask(POST)), '/two/x undefined');
  await t.rejects(remoteAt(t, `${here}/tls`).ask(GET), {
    message: /sends us to https:\/\/127.0.0.1\/x, which is not followed/,
  });
  await t.rejects(remoteAt(t, `${here}/round`).ask(GET), { message: /on and on/ });
  await t.rejects(remoteAt(t, `${here}/one`).ask(POST), { message: /what is no repository/ });
});

t.test(
  'credentials are asked for once the server asks, kept when they are good, and said when they are not',
  async t => {
    const url = await webServer(t, (request, response) => {
      const good = request.headers.authorization === `Basic ${Buffer.from('ada:good').toString('base64')}`;
      response.writeHead(good ? 200 : 401).end('in');
    });
    const did: string[] = [];
    const having = (...passwords: string[]): Credentials => ({
      known: () => undefined,
      ask: async () => {
        const password = passwords.shift();
        return password === undefined ? undefined : { username: 'ada', password };
      },
      approve: async ({ password }: Credential) => void did.push(`approve ${password}`),
      reject: async ({ password }: Credential) => void did.push(`reject ${password}`),
    });
    const remote = remoteAt(t, url, { credentials: having('bad', 'good') });
    t.equal(await textOf(await remote.ask(GET)), 'in');
    t.equal(await textOf(await remote.ask(POST)), 'in');
    t.same(did, ['reject bad', 'approve good']);
    await t.rejects(remoteAt(t, url, { credentials: having('bad') }).ask(GET), {
      code: 'remote',
      message: /401/,
    });
    await t.rejects(remoteAt(t, url).ask(GET), { message: /it asks for a user and a password/ });
    const wrong = { ...NOBODY, known: () => ({ username: 'ada', password: 'bad' }) };
    await t.rejects(remoteAt(t, url, { credentials: wrong }).ask(GET), { message: /the password is wrong/ });
  },
);

t.test('a password of the URL is in no message', async t => {
  const url = (await webServer(t, (_, response) => response.writeHead(403).end())).replace(
    '//',
    '//ada:s3cret@',
  );
  await t.rejects(remoteAt(t, url).ask(GET), { message: /^http:\/\/127[^@]*: it may not be read/ });
});

t.test('silence is given up, before the answer and within it', async t => {
  const url = await webServer(t, (request, response) => {
    if (request.method === 'POST') response.write('one');
  });
  const remote = remoteAt(t, url, { patience: 50 });
  await t.rejects(remote.ask(GET), { message: /nothing has come for 0.05 s/, data: { remedy: /LOW_SPEED/ } });
  await t.rejects(textOf(await remote.ask(POST)), { message: /nothing has come/ });
});

t.test('who reads slowly is not taken for a silent server', async t => {
  const url = await webServer(t, (_, response) => {
    response.write(Buffer.alloc(1 << 20));
    response.end(Buffer.alloc(1 << 22));
  });
  let read = 0;
  for await (const piece of (await remoteAt(t, url, { patience: 1500 }).ask(GET)).body) {
    if (read === 0) await new Promise(resume => setTimeout(resume, 2000));
    read += piece.length;
  }
  t.equal(read, 5 << 20);
});

t.test('an answer that breaks off is an error, and not a short answer', async t => {
  const url = await webServer(t, (request, response) => {
    response.writeHead(200, {
      'content-length': '100',
      ...(request.method === 'POST' ? { 'content-encoding': 'gzip' } : {}),
    });
    response.write('half', () => response.destroy());
  });
  await t.rejects(textOf(await remoteAt(t, url).ask(GET)), { code: 'remote', message: /broke off/ });
  await t.rejects(textOf(await remoteAt(t, url).ask(POST)), { code: 'remote' });
});

t.test('nobody there is said', async t => {
  await t.rejects(remoteAt(t, 'http://127.0.0.1:1').ask(GET), {
    message: 'http://127.0.0.1:1/: nothing listens there',
  });
  await t.rejects(remoteAt(t, 'http://nowhere.invalid').ask(GET), { message: /name/ });
});

const skip = isThere('openssl') ? false : 'SKIPPED: there is no openssl to make a certificate with';

function isThere(program: string): boolean {
  try {
    return findProgram(program, '/', process.env) !== '';
  } catch {
    return false;
  }
}

t.test('a certificate that nobody vouches for is refused, and may be vouched for', { skip }, async t => {
  const [key, cert] = ['key', 'cert'].map(name => join(temporaryDirectory(t), name)) as [string, string];
  const request = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', ...request, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const authorities = readFileSync(cert);
  const url = await webServer(t, (_, response) => response.end('in'), {
    key: readFileSync(key, 'utf8'),
    cert: authorities.toString(),
  });
  await t.rejects(remoteAt(t, url).ask(GET), { message: /its TLS certificate is not trusted/ });
  t.equal(await textOf(await remoteAt(t, url, { authorities }).ask(GET)), 'in');
  await t.rejects(remoteAt(t, url.replace('https', 'http')).ask(GET), { code: 'remote' });
});
