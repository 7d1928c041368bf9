import t from 'tap';
import { commitLink } from '../../src/view/commit-link.ts';

t.test('every way to write a remote leads to the page of the commit', async t => {
  for (const remote of [
    'https://github.com/org/repo.git',
    'https://github.com/org/repo',
    'https://github.com/org/repo/',
    'https://x-access-token:secret@github.com/org/repo.git',
    'git@github.com:org/repo.git',
    'github.com:org/repo.git',
    'ssh://git@github.com/org/repo.git',
    'ssh://git@github.com:22/org/repo.git',
    'git://github.com/org/repo.git',
  ])
    t.equal(commitLink(remote, 'abc'), 'https://github.com/org/repo/commit/abc', remote);
});

t.test('each kind of host has its own page', async t => {
  t.equal(commitLink('git@gitlab.com:a/b/c.git', 'abc'), 'https://gitlab.com/a/b/c/-/commit/abc');
  t.equal(commitLink('https://gitlab.example.org/a/b', 'abc'), 'https://gitlab.example.org/a/b/-/commit/abc');
  t.equal(commitLink('https://bitbucket.org/a/b.git', 'abc'), 'https://bitbucket.org/a/b/commits/abc');
  t.equal(commitLink('https://codeberg.org/a/b.git', 'abc'), 'https://codeberg.org/a/b/commit/abc');
});

t.test('a directory, and what is no host of the net, has no page', async t => {
  for (const remote of [
    '/srv/repo.git',
    '../repo',
    'file:///srv/repo.git',
    'C:\\repo',
    'http://localhost/r',
    'host:r',
    'http://10.0.0.1/r',
    '',
  ])
    t.equal(commitLink(remote, 'abc'), undefined, remote);
});

t.test('nothing of a remote can be more than an address', async t => {
  t.equal(
    commitLink('https://example.com/a") onload=(b<c/d.git', 'abc'),
    'https://example.com/a%22%29%20onload%3D%28b%3Cc/d/commit/abc',
  );
});
