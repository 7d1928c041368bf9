/** `.gitmodules`: https://git-scm.com/docs/gitmodules. It is part of a tree, and so can be anybody's. */
import { readFileSync } from 'node:fs';
import { pathFromBytes } from '../run/path.ts';
import { parseConfigFile } from './embedded/config-file.ts';

/** Names of submodules by their paths; one without a path, or that Git would not take, is passed over. */
export function parseSubmodules(content: Uint8Array): Map<string, string> {
  const found = new Map<string, string>();
  try {
    for (const { key, value } of parseConfigFile(pathFromBytes(content), '.gitmodules')) {
      const name = /^submodule\.(.+)\.path$/s.exec(key)?.[1];
      if (name !== undefined && isSafeName(name)) found.set(value.replace(/\/+$/, ''), name);
    }
  } catch {
    // What Git cannot read names nothing.
  }
  return found;
}

/** Those of a work tree. */
export function readSubmodules(top: string): Map<string, string> {
  try {
    return parseSubmodules(readFileSync(`${top}/.gitmodules`));
  } catch {
    return new Map();
  }
}

/** A name becomes a path below `modules/`: Git's own rule (`check_submodule_name`). */
function isSafeName(name: string): boolean {
  return !name.startsWith('/') && !name.split(/[/\\]/).includes('..');
}
