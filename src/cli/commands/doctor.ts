import { printFindings } from '../../view/findings.ts';
import { printJson } from '../../view/run-json.ts';
import { command, flag } from '../command.ts';

/** Checks the set-up. */
export const doctor = command({
  name: 'doctor',
  summary: 'Check the set-up, and say what to type where something is wrong',
  description:
    'Git, the repository, settings, remotes, leftovers, room and programs. Nothing is changed. ' +
    'The exit code is 1 where there is a problem.',
  args: [],
  options: { json: flag('--json', 'as JSON') },
  examples: [{ line: 'git run doctor', does: 'all checks' }],
  async run(context, { options }) {
    const { examine } = await import('../../doctor/examine.ts');
    const { cwd, env, now, out } = context;
    const checks = await examine({ cwd, env, now: now() });
    const problems = checks.filter(({ state }) => state === 'problem').length;
    if (options.json) out.write(printJson({ version: 1, checks }));
    else out.write(printFindings(checks, context.styleOf(out)));
    return problems === 0 ? 0 : 1;
  },
});
