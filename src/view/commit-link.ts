/** Where a host shows a commit, after a remote's URL: GitHub, GitLab, Bitbucket, Gitea, Forgejo and their like. */

/** The address of a commit's page; undefined where the remote is no host that has any. */
export function commitLink(remote: string, commit: string): string | undefined {
  const place = placeOf(remote);
  if (place === undefined) return undefined;
  const { host, path } = place;
  const address = `https://${host}/${path.split('/').map(encoded).join('/')}`;
  return `${address}/${pageOf(host)}/${commit}`;
}

interface Place {
  readonly host: string;
  readonly path: string;
}

/** https://git-scm.com/docs/git-clone#_git_urls; who has access, and by which port, is nobody else's business. */
function placeOf(remote: string): Place | undefined {
  const [, host, path] =
    /^(?:https?|ssh|git):\/\/(?:[^/@]*@)?([A-Za-z0-9.-]+)(?::\d+)?\/+(.+)$/.exec(remote) ??
    /^(?:[^/@:]*@)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+):(?!\/)(.+)$/.exec(remote) ??
    [];
  const trimmed = path?.replace(/\/+$/, '').replace(/\.git$/, '');
  if (host === undefined || !trimmed || !host.includes('.')) return undefined;
  return /^[0-9.]+$/.test(host) ? undefined : { host, path: trimmed };
}

/** Parentheses and quotes too: the address stands in Markdown and in HTML. */
function encoded(part: string): string {
  const strict = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(part).replace(/[!'()*]/g, strict);
}

function pageOf(host: string): string {
  if (/(?:^|\.)gitlab\./.test(host)) return '-/commit';
  return host === 'bitbucket.org' ? 'commits' : 'commit';
}
