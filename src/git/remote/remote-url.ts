/** URLs of remotes: which can be read over HTTP, and how they are shown. */
import { UsageError } from '../../run/errors.ts';
import { EngineLimitError } from '../../run/repository-errors.ts';
import type { GitConfig } from '../repository.ts';

/** Whether a word is an address by itself, and not the name of a remote: a URL, `host:path`, a path. */
export function isAddress(word: string): boolean {
  return /^[a-z][a-z0-9+.-]*::?\/\/|^[./~]|^[^/]+:/i.test(word);
}

/** The address that a repository's configuration has for a remote's name. Throws UsageError where it has none. */
export function addressOf(name: string, config: GitConfig): string {
  const url = config.get(`remote.${name}.url`);
  if (url === undefined) throw new UsageError(`no remote '${name}' here`, 'git remote -v');
  return rewritten(url, config, 'insteadof') ?? url;
}

/**
 * What Git makes of a URL by the user's rules, of which the longest that fits holds; undefined where none does.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-urlltbasegtinsteadOf
 */
export function rewritten(
  url: string,
  config: Pick<GitConfig, 'all' | 'keys'>,
  rule: 'insteadof' | 'pushinsteadof',
): string | undefined {
  const rules = config.keys('url.').filter(key => key.endsWith(`.${rule}`));
  const fits = rules.flatMap(key =>
    config
      .all(key)
      .filter(start => url.startsWith(start))
      .map(start => ({ start, base: key.slice('url.'.length, -`.${rule}`.length) })),
  );
  const [longest] = fits.sort((one, other) => other.start.length - one.start.length);
  return longest && longest.base + url.slice(longest.start.length);
}

/** Reads the address of a remote over HTTP. Throws EngineLimitError for one of another kind. */
export function parseAddress(address: string): URL {
  if (/^https?:\/\//i.test(address) && URL.canParse(address)) return new URL(address);
  const shown = printAddress(address);
  const kind = kindOf(address);
  const reason = /^https?$/i.test(kind)
    ? `${shown} is no URL`
    : `${shown} is a remote over ${kind}, not over HTTP`;
  throw new EngineLimitError(reason, `git fetch ${shown} 'refs/runs/*:refs/runs/*'`, 'a clone');
}

/** https://git-scm.com/docs/git-fetch#_git_urls */
function kindOf(address: string): string {
  const [, scheme, helper] = /^([a-z][a-z0-9+.-]*):(?:\/\/|(:))/i.exec(address) ?? [];
  if (scheme !== undefined) return helper === undefined ? scheme : `'${scheme}'`;
  return /^[^/]+:/.test(address) && !/^[./~]/.test(address) ? 'ssh' : 'the file system';
}

/** The host that an address names, a URL's or that of `user@host:path`, in lower case; undefined where it names none. */
export function hostOf(address: string): string | undefined {
  const [, byUrl, byPath] =
    /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:]+)|^(?:[^/@]*@)?(\[[^\]]*\]|[^/:]+):(?!:|\/\/)/i.exec(
      address,
    ) ?? [];
  return (byUrl ?? byPath)?.toLowerCase();
}

/**
 * An address as it may be shown: what stands before the `@` of a URL may be a password, or a token. Where a slash comes
 * before it nobody can tell a password that was not escaped from a path: then `…` stands for both.
 */
export function printAddress(address: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/is.exec(address) ?? [];
  const [authority = ''] = rest.split(/[/?#]/, 1);
  const last = rest.lastIndexOf('@');
  if (last < 0) return address;
  if (last >= authority.length && authority.includes(':')) return `${scheme}…${rest.slice(last)}`;
  return scheme + rest.slice(authority.lastIndexOf('@') + 1);
}

/** A text as it may be shown, with all addresses in it. */
export function printAddresses(text: string): string {
  // A quote within a password does not end it; one around the address does.
  return text.replace(/[a-z][a-z0-9+.-]*:\/\/(?:[^\s'"]|['"](?![\s,:;.)]|$))*/gi, printAddress);
}
