/** Decides, for every file that differs from HEAD, whether and how it goes into the source commit. */
import type { StatusEntry } from '../git/repository.ts';
import type { Omission } from '../run/source.ts';
import type { FileLook } from './file-look.ts';

export interface SeenEntry {
  readonly entry: StatusEntry;
  readonly look: FileLook;
}

export interface SourcePlan {
  /** Files to store as `git add` would. */
  readonly files: readonly {
    readonly path: string;
    readonly executable: boolean;
    readonly inHead: boolean;
  }[];
  readonly links: readonly { readonly path: string; readonly target: Buffer; readonly inHead: boolean }[];
  readonly deleted: readonly string[];
  readonly omitted: readonly Omission[];
  readonly unmerged: boolean;
}

export interface PlanRules {
  readonly sizeLimit: number;
  /** Untracked files to leave out without a word: outputs, and what `.gitrunignore` names. */
  isOutput(path: string): boolean;
}

/** Plans the source commit. A file HEAD has is never left out as an output or a credential: it is published already. */
export function planSource(seen: readonly SeenEntry[], rules: PlanRules): SourcePlan {
  const plan = {
    files: [] as SourcePlan['files'][number][],
    links: [] as SourcePlan['links'][number][],
    deleted: [] as string[],
    omitted: [] as Omission[],
    unmerged: seen.some(({ entry }) => entry.kind === 'unmerged'),
  };
  // What was taken out of the index and still lies there is listed twice.
  const inHeadToo = new Set(seen.filter(({ entry }) => entry.inHead).map(({ entry }) => entry.path));
  const untracked = new Set(
    seen.filter(({ entry }) => entry.kind === 'untracked').map(({ entry }) => entry.path),
  );
  for (const { entry, look } of seen) {
    const { path, inHead } = entry;
    if (!inHead && inHeadToo.has(path)) continue;
    // A path through a symbolic link leads to a file that Git knows to be another.
    const isGone = look.kind === 'missing' || (entry.deleted && !untracked.has(path));
    if (!inHead && rules.isOutput(path)) continue;
    else if (isGone) {
      if (inHead) plan.deleted.push(path);
      else if (entry.kind === 'untracked') plan.omitted.push({ path, reason: 'vanished' });
    } else if (!inHead && isCredential(path))
      plan.omitted.push({ path, reason: 'credential', ...sizeOf(look) });
    else if (look.kind === 'unreadable') plan.omitted.push({ path, reason: 'unreadable' });
    else if (look.kind === 'other') plan.omitted.push({ path, reason: 'special-file' });
    else if (look.kind === 'link') plan.links.push({ path, target: look.target, inHead });
    else if (look.size > rules.sizeLimit) plan.omitted.push({ path, reason: 'too-large', size: look.size });
    else plan.files.push({ path, executable: look.executable, inHead });
  }
  return plan;
}

function sizeOf(look: FileLook): { size?: number } {
  return look.kind === 'file' ? { size: look.size } : {};
}

/** Files that hold credentials by convention of the tools that write them. */
const CREDENTIALS =
  /(?:^|\/)(?:\.env(?:\..+)?|\.netrc|_netrc|\.git-credentials|\.npmrc|\.pypirc|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|kaggle\.json|credentials(?:\.json)?|service[-_]account[^/]*\.json|client_secret[^/]*\.json|[^/]*\.(?:pem|key|p12|pfx|keystore|jks))$/i;
const TEMPLATES = /\.(?:example|sample|template|dist)$/i;

/** Whether a file is a credential by its name; `.env.example` and the like are not. */
export function isCredential(path: string): boolean {
  return CREDENTIALS.test(path) && !TEMPLATES.test(path);
}
