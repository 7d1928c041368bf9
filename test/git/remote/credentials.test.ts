import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { basic, credentialsFor, parseNetrc } from '../../../src/git/remote/credentials.ts';
import { type Teardown, temporaryRepository } from '../../support/temporary-repository.ts';

/** With a helper of Git's that answers, and writes down what it was told. */
function withHelper(t: Teardown, url: string, answer: string, netrc?: string) {
  const on = temporaryRepository(t);
  const told = join(on.home, 'told');
  const helper = `!f() { echo "$1" >> '${told}'; cat >> '${told}'; test "$1" = get && printf '${answer}'; }; f`;
  on.git('config', 'credential.helper', helper);
  if (netrc !== undefined) on.write('../home/.netrc', netrc);
  const env = { ...on.env };
  const credentials = credentialsFor(new URL(url), { env, cwd: on.path, interactive: false });
  return { credentials, told: () => readFileSync(told, 'utf8') };
}

const HELPED = 'username=ada\\npassword=s3cret\\n';

t.test("Git's helpers are asked, and told how it went", async t => {
  const { credentials, told } = withHelper(t, 'https://host:8443/a/b', HELPED);
  t.equal(credentials.known(), undefined);
  const found = await credentials.ask(undefined);
  t.same(found, { username: 'ada', password: 's3cret' });
  await credentials.approve(found!);
  await credentials.reject(found!);
  t.match(told(), /^get\nprotocol=https\nhost=host:8443\n/);
  t.match(told(), /store\n.*password=s3cret\n.*erase\n/s);
  t.equal(await credentials.ask(found), undefined, 'and not again and again');
});

t.test('a password in the URL is used, and is nobody else to be told', async t => {
  const { credentials } = withHelper(t, 'https://a%40b:p%3Aw@host/x', HELPED);
  const own = credentials.known();
  t.same(own, { username: 'a@b', password: 'p:w' });
  t.equal(await credentials.ask(own), undefined);
});

t.test('~/.netrc goes before the helpers, and holds where there is no git', async t => {
  const netrc = 'machine other login x password y\nmachine host\n  login ada\n  password n3trc\n';
  const { credentials } = withHelper(t, 'https://host/x', HELPED, netrc);
  const found = await credentials.ask(undefined);
  t.same(found, { username: 'ada', password: 'n3trc' });
  t.same(await credentials.ask(found), { username: 'ada', password: 's3cret' });
});

t.test('with nobody to ask there is none, and nothing waits', async t => {
  const on = temporaryRepository(t);
  const ask = (url: string, env: Record<string, string>) =>
    credentialsFor(new URL(url), { env, cwd: on.path, interactive: false }).ask(undefined);
  t.equal(await ask('https://host/x', { ...on.env }), undefined);
  t.equal(await ask('https://host/x', { ...on.env, PATH: '/nowhere' }), undefined);
  t.same(await ask('https://TOKEN@host/x', { ...on.env }), { username: 'TOKEN', password: '' });
});

t.test('.netrc is read as curl reads it', async t => {
  t.same(parseNetrc('# machine h password no\nmachine h login a password b', 'h'), {
    username: 'a',
    password: 'b',
  });
  t.same(parseNetrc('machine o password p default login a password b', 'h'), {
    username: 'a',
    password: 'b',
  });
  t.equal(parseNetrc('machine h login a', 'h'), undefined);
  t.equal(parseNetrc('', 'h'), undefined);
});

t.test('a header holds user and password', async t => {
  t.equal(basic({ username: 'ada', password: 'ü' }), `Basic ${Buffer.from('ada:ü').toString('base64')}`);
});
