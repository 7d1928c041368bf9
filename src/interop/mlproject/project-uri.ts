/** What a word names that may be a project: a directory, a Git repository, and a directory within. */
import { fileURLToPath } from 'node:url';
import { ProjectError } from './project-error.ts';

export interface ProjectUri {
  readonly kind: 'path' | 'git';
  /** A path as it was typed, or a URL that Git takes. */
  readonly at: string;
  /** The directory within, with `/`; empty for the top. */
  readonly within: string;
}

/** https://git-scm.com/docs/git-clone#_git_urls, without those that name a program. */
const GIT_URL = /^(?:(?:https?|ssh|git|git\+ssh|ssh\+git):\/\/|[\w.-]+@[\w.-]+:)/i;

/** Reads `place#within`. Throws ProjectError for what is no place of a project, such as an archive. */
export function parseProjectUri(word: string): ProjectUri {
  const [, place = '', within = ''] = /^(.*?)(?:#(.*))?$/s.exec(word) ?? [];
  if (within.split('/').some(part => part === '..' || part === '.') || within.startsWith('/'))
    throw new ProjectError(
      `'${within}' is no directory within ${place}: it is a path from its top, without . and ..`,
    );
  if (/\.zip$/i.test(place))
    throw new ProjectError(`${place} is an archive`, '  unpack it first, and name the directory');
  if (/^file:\/\//i.test(place))
    return { kind: 'path', at: URL.canParse(place) ? fileURLToPath(place) : place, within };
  return { kind: GIT_URL.test(place) ? 'git' : 'path', at: place, within };
}
