import t from 'tap';
import {
  addressOf,
  hostOf,
  isAddress,
  parseAddress,
  printAddress,
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
});
