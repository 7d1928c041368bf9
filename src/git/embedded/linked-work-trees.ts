/**
 * Linked worktrees, laid out as `git worktree add` does (https://git-scm.com/docs/gitrepository-layout), so that Git
 * works in them. The embedded engine itself does not: opening one is refused.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CorruptRecordError, WouldOverwriteError } from '../../run/errors.ts';
import type { LinkedWorkTrees } from '../linked-work-trees.ts';
import { formatIndex } from './index-file.ts';
import type { ObjectStore } from './object-store.ts';
import { readGitFile } from './place.ts';
import { entriesOf } from './work-tree.ts';

export function embeddedLinkedWorkTrees(commonDir: string, store: ObjectStore): LinkedWorkTrees {
  const all = join(commonDir, 'worktrees');
  const adminOf = (directory: string) => {
    const admin = readGitFile(join(directory, '.git'));
    if (admin === undefined || dirname(admin) !== all) {
      throw new CorruptRecordError(directory, 'it is no linked worktree of this repository');
    }
    return admin;
  };
  return {
    async add(directory, commit) {
      await store.need(commit, 'commit');
      if (existsSync(directory) && readdirSync(directory).length > 0) {
        throw new WouldOverwriteError(directory, 'it is there, and not empty');
      }
      mkdirSync(directory, { recursive: true });
      const admin = makeAdmin(all, basename(directory));
      writeFileSync(join(admin, 'gitdir'), `${join(directory, '.git')}\n`);
      writeFileSync(join(admin, 'commondir'), '../..\n');
      writeFileSync(join(admin, 'HEAD'), `${commit}\n`);
      writeFileSync(join(directory, '.git'), `gitdir: ${admin}\n`);
    },
    async settle(directory) {
      const admin = adminOf(directory);
      const commit = readFileSync(join(admin, 'HEAD'), 'utf8').trim();
      writeFileSync(join(admin, 'index'), formatIndex(await entriesOf(store, commit, [])));
    },
    async remove(directory) {
      const admin = adminOf(directory);
      rmSync(directory, { recursive: true, force: true });
      rmSync(admin, { recursive: true, force: true });
      if (readdirSync(all).length === 0) rmdirSync(all);
    },
  };
}

/** Makes a directory that is named after the worktree, with a number behind it where the name is taken. */
function makeAdmin(all: string, name: string): string {
  mkdirSync(all, { recursive: true });
  const plain = name.replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '') || 'worktree';
  for (let number = 0; ; number++) {
    const admin = join(all, number === 0 ? plain : `${plain}${number}`);
    try {
      mkdirSync(admin);
      return admin;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
