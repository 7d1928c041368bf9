/** States in which Git has other bytes than lie on disk. */
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hasGit, type State, state } from './state.ts';

const ATTRIBUTES =
  '*.txt text\n*.c ident\n*.u16 text working-tree-encoding=UTF-16LE\n*.up filter=up\n*.need filter=need\n';
const FILES = {
  '.gitattributes': ATTRIBUTES,
  'dos.txt': 'a\r\nb\r\n',
  'unix.txt': 'a\n',
  'id.c': '$Id: 0123456789 $\n',
  't.u16': Buffer.from('ab\n', 'utf16le'),
  'plain.bin': 'a\r\n',
};
const raw = (...paths: string[]) => ({ omitted: [], stable: true, raw: paths.map(path => ({ path })) });
const UP = { 'filter.up.clean': 'tr a-z A-Z', 'filter.up.smudge': 'tr A-Z a-z' };

const lfs = (
  name: string,
  source: object,
  change?: (write: (path: string, text: string) => string) => void,
): State => {
  const skip = !hasGit('lfs', 'version') && 'git-lfs is not installed';
  const needsGit = change === undefined ? {} : { needsGit: true as const };
  return state(name, { skip, source, ...needsGit }, ({ git, write }) => {
    git('lfs', 'install', '--local');
    write('.gitattributes', '*.pt filter=lfs diff=lfs merge=lfs -text\n');
    write('model.pt', 'weights\n');
    write('other.pt', 'others\n');
    git('add', '--all');
    git('commit', '-q', '-m', 'models');
    change?.(write);
  });
};

export const contentStates: readonly State[] = [
  state(
    'line ends, $Id$ and encodings that are converted, unedited',
    { options: { files: FILES }, source: { ...raw('dos.txt', 'id.c', 't.u16'), modified: 0 } },
    () => {},
  ),
  state(
    'the same, edited',
    {
      needsGit: true,
      options: { files: FILES },
      source: { ...raw('dos.txt', 'id.c', 't.u16', 'new.txt'), modified: 3, added: 1 },
    },
    ({ write }) => {
      write('dos.txt', 'a\r\nc\r\n');
      write('id.c', '$Id: 9876543210 $\nmore\n');
      write('t.u16', Buffer.from('abc\n', 'utf16le'));
      write('new.txt', '\r\n');
    },
  ),
  ...['true', 'input'].map(autocrlf =>
    state(
      `core.autocrlf=${autocrlf}, core.safecrlf=true`,
      {
        options: { files: { 'a.py': '1\n', 'b.py': '1\n' } },
        source: { raw: [{ path: 'a.py' }, { path: 'new' }] },
      },
      ({ git, write }) => {
        git('config', 'core.autocrlf', autocrlf);
        git('config', 'core.safecrlf', 'true');
        write('a.py', '1\r\n2\n');
        write('new', '\r\n');
      },
    ),
  ),
  state(
    'a content filter',
    {
      needsGit: true,
      options: { files: { ...FILES, 'x.up': 'abc' }, config: UP },
      source: { modified: 1, stable: true, omitted: [] },
    },
    ({ write }) => {
      write('y.up', 'new');
      write('x.up', 'abcd');
    },
  ),
  state(
    'a content filter whose program is missing',
    {
      needsGit: true,
      options: { files: { ...FILES, 'x.up': 'abc' }, config: UP },
      source: { modified: 1, stable: true, omitted: [] },
    },
    ({ git, write }) => {
      git('config', 'filter.up.clean', 'no-such-program');
      git('config', 'filter.up.smudge', 'no-such-program');
      write('x.up', 'abcd');
    },
  ),
  ...['of another size', 'of the same size'].map((how, index) =>
    state(
      `a required filter whose program is missing, a file edited to bytes ${how}`,
      {
        options: { files: { ...FILES, 'x.need': 'abc' }, config: { 'filter.need.clean': 'tr a-z A-Z' } },
        source: { stable: true, omitted: [], modified: 1, added: 1 },
        isForeign: true,
        needsGit: true,
      },
      ({ git, write }) => {
        git('config', 'filter.need.clean', 'no-such-program');
        git('config', 'filter.need.required', 'true');
        write('x.need', index === 0 ? 'abcd' : 'xyz');
        write('new.need', 'new');
      },
    ),
  ),
  state(
    'attributes that are gone',
    {
      options: { files: { ...FILES, 'x.up': 'abc' }, config: UP },
      source: { deleted: 1, added: 2, raw: [{ path: 'd/dos' }], stable: true },
    },
    ({ path, write }) => {
      unlinkSync(join(path, '.gitattributes'));
      write('d/.gitattributes', '* text eol=lf\n');
      write('d/dos', 'a\r\n');
    },
  ),
  ...[false, true].map(isStaged =>
    state(
      `attributes that are edited${isStaged ? ', and staged' : ''}`,
      { options: { files: FILES }, source: { modified: 5, raw: [{ path: 'plain.bin' }], stable: true } },
      ({ git, write }) => {
        write('.gitattributes', '*.bin text\n');
        if (isStaged) git('add', '.gitattributes');
      },
    ),
  ),
  lfs('files that LFS keeps, unedited', { modified: 0, raw: [{ path: 'model.pt' }, { path: 'other.pt' }] }),
  lfs(
    'files that LFS keeps, edited',
    { modified: 1, raw: [{ path: 'model.pt' }, { path: 'other.pt' }] },
    write => {
      write('model.pt', 'other weights\n');
    },
  ),
];
