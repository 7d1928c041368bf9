import fc from 'fast-check';
import t from 'tap';
import {
  addressOf,
  hostOf,
  isAddress,
  parseAddress,
  printAddress,
  printAddresses,
} from '../../../src/git/remote/remote-url.ts';
import { openedRepository } from '../../support/recorded-run.ts';

t.test('an address is told from a name', async t => {
  for (const word of [
    'https://host/x',
    'HTTP://h',
    'ssh://h/x',
    'git@host:x',
    'host:x',
    './x',
    '../x',
    '/x',
    '~/x',
    'ext::sh',
  ])
    t.ok(isAddress(word), word);
  for (const word of ['origin', 'my-fork', 'team/origin', '-x', '']) t.notOk(isAddress(word), word);
});

t.test("a name is looked up as Git does, with the user's short forms", async t => {
  const config = {
    'remote.origin.url': 'gh:team/x',
    'remote.plain.url': 'https://host/x',
    'url.https://github.com/.insteadOf': 'gh:',
    'url.https://team.example/.insteadOf': 'gh:team/',
  };
  const { repository } = await openedRepository(t, { config });
  t.equal(addressOf('origin', repository.config), 'https://team.example/x');
  t.equal(addressOf('plain', repository.config), 'https://host/x');
  t.throws(() => addressOf('other', repository.config), { code: 'usage', message: "no remote 'other' here" });
});

t.test('what is not reached over HTTP is refused with the reason and the remedy', async t => {
  t.equal(parseAddress('https://host:8080/a/b.git').port, '8080');
  const kinds = {
    'git@host:a/b': 'ssh',
    'host:a': 'ssh',
    'ssh://git@host/a': 'ssh',
    'file:///a': 'file',
    '../a': 'the file system',
    '/a:b': 'the file system',
    'ext::sh -c x': "'ext'",
  };
  for (const [address, kind] of Object.entries(kinds)) {
    t.throws(
      () => parseAddress(address),
      { code: 'engine-limit', message: `over ${kind}, not over HTTP` },
      address,
    );
  }
  t.throws(() => parseAddress('http://[/x'), { code: 'engine-limit', message: 'is no URL' });
  const remedy = "git fetch ssh://host/a 'refs/runs/*:refs/runs/*'";
  t.throws(() => parseAddress('ssh://ada:pw@host/a'), { code: 'engine-limit', data: { remedy } });
});

t.test('the host of an address is told, whoever logs in there', async t => {
  const hosts = {
    'https://host/x': 'host',
    'https://ada:pw@Host.Example:8080/a:b': 'host.example',
    'ssh://git@[::1]:22/x': '[::1]',
    'git@host:x': 'host',
    '[::1]:x': '[::1]',
    'host:22/x@y': 'host',
  };
  for (const [address, host] of Object.entries(hosts)) t.equal(hostOf(address), host, address);
  for (const address of ['origin', '/a:b', './a', '../host:x', 'file:///a', 'ext::sh -c x', ''])
    t.equal(hostOf(address), undefined, address);
});

t.test('a password is never shown, and neither is a token', async t => {
  for (const address of [
    'https://ada:pw@host/x',
    'https://TOKEN@host/x',
    'https://a:p@w@host/x',
    'https://host/x',
  ])
    t.equal(printAddress(address), 'https://host/x');
  t.equal(printAddress('git@host:x'), 'git@host:x');
  for (const address of ['https://ada:p/w@host/x', 'https://ada:p@w/p?w@host/x', 'https://ada:12/3@host/x'])
    t.equal(printAddress(address), 'https://…@host/x', 'a slash that is not escaped');
  t.equal(printAddress('https://host/@scope/x'), 'https://host/@scope/x');
  t.equal(printAddress('https://TOKEN@host/@scope/x'), 'https://host/@scope/x');
  t.equal(printAddress('https://host:8443/x'), 'https://host:8443/x');
});

t.test('no password of any address in a text is shown, whatever it is made of', async t => {
  const said = "fatal: unable to access 'https://ada:p'/w@host/x': odd, see https://host/help";
  t.equal(printAddresses(said), "fatal: unable to access 'https://…@host/x': odd, see https://host/help");
  t.equal(printAddresses("'https://a:b@h/x','https://c:d@i/y'"), "'https://h/x','https://i/y'");
  const password = fc
    .string({ minLength: 9 })
    .filter(word => /^[^\s@]+$/.test(word) && !/^['"]|['"][,:;.)]|['"]$/.test(word));
  fc.assert(
    fc.property(password, word => !printAddresses(`at 'https://ada:${word}@host/x': no`).includes(word)),
  );
});
