/** A work tree in which everything that can be lost is there to lose. */
import { chmodSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Opened, openedRepository } from './recorded-run.ts';
import type { Teardown } from './temporary-repository.ts';

export interface DirtyTree extends Opened {
  /** Appears as soon as a hook or a smudge filter of the repository is run. */
  readonly canary: string;
}

/**
 * Modified, deleted and untracked files, a changed mode, a link, an empty file, names with a line break and with a byte
 * that is no UTF-8, CR LF under core.autocrlf, a file behind a lossy filter; with a hook and a filter that tell on us.
 */
export async function dirtyTree(t: Teardown): Promise<DirtyTree> {
  const opened = await openedRepository(t, {
    files: {
      '.gitattributes': '*.up filter=up\n',
      '.gitignore': 'ignored\n',
      'train.py': 'print(1)\n',
      'lib/deep/er.py': 'er\n',
      'gone.txt': 'gone\n',
      'dos.txt': 'a\nb\n',
      'run.sh': '#!/bin/sh\n',
      'same.txt': 'same\n',
      'x.up': 'ABC',
    },
    config: { 'core.autocrlf': 'true', 'filter.up.clean': 'tr a-z A-Z' },
  });
  const { path, git, write } = opened;
  const canary = join(opened.home, 'canary');
  git('config', 'filter.up.smudge', `touch '${canary}'; cat`);
  write('.git/hooks/post-checkout*', `#!/bin/sh\ntouch '${canary}'\n`);
  write('train.py', 'print(2)\n');
  write('dos.txt', 'a\r\nb\r\nc\r\n');
  write('x.up', 'abcd');
  write('new/un tracked.py', 'new\n');
  write('new\nline', 'newline');
  write('empty', '');
  write('ignored', 'ignored');
  writeFileSync(Buffer.concat([Buffer.from(`${path}/caf`), Buffer.from([0xe9])]), 'latin');
  chmodSync(join(path, 'run.sh'), 0o755);
  unlinkSync(join(path, 'gone.txt'));
  symlinkSync('lib/deep', join(path, 'link'));
  return { ...opened, canary };
}
