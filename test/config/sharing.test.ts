import t from 'tap';
import { sharingSettings } from '../../src/config/sharing.ts';
import { parseConfig } from '../../src/git/native/config.ts';

const settings = (...lines: string[]) =>
  sharingSettings(parseConfig(lines.map(line => `${line.replace('=', '\n')}\0`).join('')));

t.test('with nothing set runs lie below refs/runs/ and are pushed when they are told to be', async t => {
  t.same(settings(), { always: false, prefix: 'refs/runs/', patience: 120_000 });
});

t.test('what is set holds', async t => {
  t.same(settings('run.push=always', 'run.refprefix=refs/heads/runs/', 'run.remotetimeout=1.5'), {
    always: true,
    prefix: 'refs/heads/runs/',
    patience: 1500,
  });
});

t.test('what cannot be used is refused by its place', async t => {
  const refuses = (line: string, place: string) =>
    t.throws(() => settings(line), { code: 'settings', data: { place: `git config ${place}` } }, line);
  refuses('run.push=sometimes', 'run.push');
  t.match([settings('run.push=true'), settings('run.push=no')], [{ always: true }, { always: false }]);
  for (const prefix of [
    'runs/',
    'refs/heads/',
    'refs/tags/',
    'refs/heads/runs',
    'refs/../x/',
    'refs/h eads/x/',
    'refs//',
  ])
    refuses(`run.refprefix=${prefix}`, 'run.refPrefix');
  for (const seconds of ['0', '-1', 'soon', '1e9'])
    refuses(`run.remotetimeout=${seconds}`, 'run.remoteTimeout');
});
