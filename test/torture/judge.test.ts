/** The judge can fail: states that are broken on purpose, each called by its rule's name. */
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { onlyInFull } from '../support/extent.ts';
import { builtProgram } from '../support/program.ts';
import { gitIn, temporaryDirectory } from '../support/temporary-repository.ts';
import { type Command, commands, runsOf } from './commands.ts';
import { judge, noteBefore } from './judge.ts';
import { type Programs, run, type Struck } from './program.ts';
import { JOB_EXIT, makeSandbox, SAID, type Sandbox, sandboxAt } from './sandbox.ts';

const built = realpathSync(join(builtProgram(t).directory, 'git-run'));
const programs: Programs = { program: built, wrappers: '' };
const exec = commands.find(({ name }) => name === 'exec') as Command;

/** A run that went well, and then what is done to it. */
async function rulesBroken(
  t: Test,
  harm: (sandbox: Sandbox, id: string) => void,
  struck: Partial<Struck> = {},
): Promise<string[]> {
  const sandbox = sandboxAt(join(temporaryDirectory(t), 'p1'), '');
  makeSandbox(sandbox);
  const before = noteBefore(exec, sandbox);
  const ended = await run(programs, sandbox, exec.words(sandbox));
  t.equal(ended.code, JOB_EXIT, ended.stderr);
  harm(sandbox, runsOf(sandbox)[0] as string);
  const verdict = await judge({
    programs,
    command: exec,
    sandbox,
    before,
    struck: { ...ended, fault: 'full', recorderKilled: false, jobEnded: true, ...struck },
  });
  return [...new Set(verdict.violations.map(violation => violation.split(':')[0] as string))].sort();
}

t.test('where nothing is wrong nothing is found', async t => {
  t.same(await rulesBroken(t, () => {}), []);
});

t.test('a job that was cut, and output that was, are found', { skip: onlyInFull }, async t => {
  const stderr = `${SAID.stderr}git-run: the run could not be recorded: no\n`;
  t.same(await rulesBroken(t, () => {}, { jobEnded: false, code: 125 }), ['exit-code', 'job-cut']);
  t.same(await rulesBroken(t, () => {}, { stdout: 'step 1\n' }), ['output-cut']);
  t.same(await rulesBroken(t, () => {}, { stderr }), ['recorded-unsaid']);
  t.same(await rulesBroken(t, () => {}, { hung: ['sleep'] }), ['hangs']);
});

t.test('a run that is gone, or hurt, is found', async t => {
  const gone = (sandbox: Sandbox, id: string) =>
    gitIn(sandbox.path, sandbox.env, ['update-ref', '-d', `refs/runs/${id}`]);
  t.same(await rulesBroken(t, gone), ['announced-missing']);
  const hurt = ({ path, env }: Sandbox, id: string) => {
    const git = (...args: string[]) => gitIn(path, env, args);
    // A source that is not there any more.
    git(
      'update-ref',
      `refs/runs/${id}`,
      git('commit-tree', '-m', 'x', git('rev-parse', `refs/runs/${id}^{tree}`)),
    );
  };
  t.same(await rulesBroken(t, hurt), ['run-hurt']);
  const garbled = ({ path }: Sandbox) => {
    mkdirSync(join(path, '.git/objects/11'), { recursive: true });
    writeFileSync(join(path, '.git/objects/11', '1'.repeat(38)), 'no object');
  };
  t.same(await rulesBroken(t, garbled), ['git-fsck']);
});

t.test(
  'what was the user’s and is not as it was, and what is too many, is found',
  { skip: onlyInFull },
  async t => {
    const git = (args: string[]) => (sandbox: Sandbox) => void gitIn(sandbox.path, sandbox.env, args);
    t.same(await rulesBroken(t, git(['stash', 'drop', '-q'])), ['user-changed', 'user-removed']);
    t.same(await rulesBroken(t, git(['reset', '-q'])), ['user-changed']);
    t.same(await rulesBroken(t, git(['branch', 'new'])), ['left-behind', 'user-changed']);
    const stray = ({ temporary }: Sandbox) => writeFileSync(join(temporary, 'stray'), '');
    t.same(await rulesBroken(t, stray), ['left-behind']);
    const lock = ({ path }: Sandbox) => writeFileSync(join(path, '.git/index.lock'), '');
    t.same(await rulesBroken(t, lock), ['left-behind']);
  },
);

t.test(
  'an anchor that is not of any run, and a journal that cannot be recovered, are found',
  { skip: onlyInFull },
  async t => {
    const broken = ({ path }: Sandbox) => {
      const journal = join(path, '.git/git-run/live', '01'.padEnd(26, '0'));
      mkdirSync(journal, { recursive: true });
      writeFileSync(join(journal, 'plan.json'), '{"no": "plan"}');
      writeFileSync(join(journal, 'recorder.json'), '{"host": "elsewhere"}');
    };
    t.ok((await rulesBroken(t, broken)).includes('journal-stays'));
  },
);
