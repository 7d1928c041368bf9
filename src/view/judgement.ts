/** What the hook of a server says of a push: lines that Git shows to who pushes, behind `remote: `. */
import { sanitise } from './sanitise.ts';

interface Judged {
  readonly refused: readonly { readonly ref: string; readonly code: string; readonly why: string }[];
  readonly newer: readonly string[];
  readonly pusher: string;
  readonly version: string;
}

/**
 * Prints a line for each ref, those with the same remedy together, and it below them. `git-run: refused <ref>: ` begins
 * those of refs that are refused, and two spaces more a remedy of all before it that have none: `git push` shows them,
 * and git-run reads them.
 */
export function printJudgement({ refused, newer, pusher, version }: Judged): string[] {
  const codes = [...new Set(refused.map(({ code }) => code))];
  const rest = 'nothing of this push was taken; what is not refused can be pushed without the rest';
  return [
    ...newer.map(ref => `${sanitise(ref)} is of a newer format than git-run ${version} here can check`),
    ...codes.flatMap(code => [
      ...refused
        .filter(one => one.code === code)
        .map(({ ref, why }) => `refused ${sanitise(ref)}: ${sanitise(why)}`),
      ...(REMEDIES[code]?.({ pusher, version }) ?? []).map(line => `  ${line}`),
    ]),
    ...(refused.length === 0 ? [] : [rest]),
  ].map(line => `git-run: ${line}`);
}

const REMEDIES: Readonly<Record<string, (of: Pick<Judged, 'pusher' | 'version'>) => string[]>> = {
  deletion: permission,
  rewrite: of => ['to keep what is there, fetch it first: git run pull', ...permission(of)],
  unsound: () => ['git run fsck, where it was recorded, tells what is wrong with it'],
  unknown: ({ version }) => [`git-run is ${version} here; a newer one may know it`],
};

function permission({ pusher }: Pick<Judged, 'pusher'>): string[] {
  return [`run.mayDelete of the server does not let '${sanitise(pusher)}' delete or rewrite runs`];
}
