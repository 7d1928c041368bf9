/** What the hook of a server says of a push: lines that Git shows to who pushes, behind `remote: `. */
import { sanitise } from './sanitise.ts';

interface Judged {
  readonly refused: readonly { readonly ref: string; readonly code: string; readonly why: string }[];
  readonly newer: readonly string[];
  readonly pusher: string;
  readonly version: string;
}

/** Prints a line for each ref, then what to do. `git-run: refused <ref>: ` begins those of refs that are refused. */
export function printJudgement({ refused, newer, pusher, version }: Judged): string[] {
  const remedies = new Set(refused.flatMap(({ code }) => REMEDIES[code]?.({ pusher, version }) ?? []));
  const rest = 'nothing of this push was taken; what is not refused can be pushed without the rest';
  return [
    ...newer.map(ref => `${sanitise(ref)} is of a newer format than git-run ${version} here can check`),
    ...refused.map(({ ref, why }) => `refused ${sanitise(ref)}: ${sanitise(why)}`),
    ...(refused.length === 0 ? [] : [...remedies, rest]),
  ].map(line => `git-run: ${line}`);
}

const REMEDIES: Readonly<Record<string, (of: Pick<Judged, 'pusher' | 'version'>) => string[]>> = {
  deletion: permission,
  rewrite: of => ['to keep what is there, fetch it first: git run pull', ...permission(of)],
  unsound: () => ['git run fsck, where it was recorded, tells what is wrong with it'],
  unknown: ({ version }) => [`git-run is ${version} here; a newer one may know it`],
};

function permission({ pusher }: Pick<Judged, 'pusher'>): string[] {
  return [
    `'${sanitise(pusher)}' is not among those who may delete or rewrite runs here (run.mayDelete of this repository)`,
  ];
}
