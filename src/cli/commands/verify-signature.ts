import { shortId } from '../../run/run-id.ts';
import { isTrusted, type RunSignatures, runState, stateOf } from '../../run/signature.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { sanitise } from '../../view/sanitise.ts';
import { commitLine, editLine, signatureStyle, signaturesJson } from '../../view/signature.ts';
import type { Style } from '../../view/style.ts';
import { command, flag } from '../command.ts';
import { findHere } from '../find-here.ts';
import type { EndedRun } from '../runs.ts';
import { signaturesOf } from '../signatures.ts';

/** Judges the signatures of runs. */
export const verifySignature = command({
  name: 'verify-signature',
  summary: 'Check that runs and their edits are signed by keys you trust',
  description:
    'A run is signed where run.sign, or commit.gpgSign without it, says so, by the key that signs your commits. ' +
    'Which keys are trusted your own configuration says: gpg.ssh.allowedSignersFile, or the keyring of gpg. ' +
    'A signature covers the record and files of the run, and its source; an edit has one of its own. ' +
    'That the files are still those of the record, git run fsck tells.\n\n' +
    'Exits with 1 where a run, or an edit of it, is not signed and trusted.',
  args: ['<run...>'],
  completes: ['run'],
  options: { json: flag('--json', 'as JSON') },
  examples: [
    { line: 'git run verify-signature @', does: 'of the newest run' },
    { line: 'git run verify-signature @{baseline} --json', does: 'for a program' },
    { line: "git run log --filter 'signature != trusted'", does: 'all runs that are not' },
  ],
  async run(context, { args, options }) {
    const runs: EndedRun[] = [];
    for (const selector of args) runs.push(await findHere(context, selector));
    const all = await signaturesOf(
      context,
      runs.map(({ loaded }) => loaded.commit),
    );
    const judged = runs.map(({ row, loaded }) => ({
      row,
      signatures: all.get(loaded.commit) as RunSignatures,
    }));
    if (options.json) {
      const shown = judged.map(({ row: { id, name }, signatures }) => ({
        id,
        name,
        ...signaturesJson(signatures),
      }));
      context.out.write(printJson({ version: JSON_VERSION, runs: shown }));
    } else {
      const style = context.styleOf(context.out);
      for (const { row, signatures } of judged) context.out.write(printed(row, signatures, style));
    }
    return judged.every(({ signatures }) => isTrusted(signatures)) ? 0 : 1;
  },
});

/** A line of the run, then one of each edit that is not as it should be. */
function printed({ id, name }: EndedRun['row'], signatures: RunSignatures, style: Style): string {
  const { run, edits, altered, incomplete } = signatures;
  const why = altered ?? incomplete;
  const own =
    altered === undefined ? commitLine(run) : 'BAD: its commits are not those of one run and its edits';
  const lines = [
    `${style.bold(sanitise(name))} (${shortId(id)}): ${signatureStyle(runState(signatures), style)(sanitise(own))}`,
    ...(why === undefined ? [] : [`  ${sanitise(why)}`]),
    ...edits
      .filter(edit => stateOf(edit) !== 'trusted')
      .map(edit => `  ${signatureStyle(stateOf(edit), style)(sanitise(editLine(edit)))}`),
  ];
  return lines.map(line => `${line}\n`).join('');
}
