import { dirname } from 'node:path';
import type { Repository } from '../../git/repository.ts';
import { hookText } from '../../guard/hook-file.ts';
import { type HookState, installHook, readHook, uninstallHook } from '../../guard/install-hook.ts';
import { judgePush } from '../../guard/judge-push.ts';
import { readPush } from '../../guard/push.ts';
import { mayDelete, ownAccount, PUSHER_VARIABLES, pusherOf } from '../../guard/pusher.ts';
import { printJudgement } from '../../view/judgement.ts';
import { printJson } from '../../view/run-json.ts';
import { sanitise } from '../../view/sanitise.ts';
import { quoteWord } from '../../view/shell-quote.ts';
import { command, flag, group } from '../command.ts';
import type { Context } from '../context.ts';
import { ownWords } from '../own-words.ts';
import { version } from '../version.ts';

const install = command({
  name: 'install',
  summary: 'Guard the runs of this repository: write a pre-receive hook',
  description:
    'For a repository that others push to, on the server. From then on refs/runs/ takes sound runs, experiments, ' +
    'registered models and ledgers only; they are made and added to, and deleted or rewritten by nobody but those whom run.mayDelete names. ' +
    'What a keep ref holds may go, since nothing is lost with it. A push of branches and tags passes as before.\n\n' +
    `Who pushes is told by ${PUSHER_VARIABLES.join(', ')}, the first that is set, else by the account the hook runs ` +
    'under: by who let them in, never by what a commit claims. sshd must not take these variables from a client ' +
    '(AcceptEnv); where all come in by one account, a forced command sets the first.\n\n' +
    'The hook is written where Git looks for it, by core.hooksPath. Installing it again brings it up to date.',
  args: [],
  options: { chain: flag('--chain', 'keep a hook that is there already, and have it run first') },
  examples: [
    { line: 'git -C /srv/digits.git run hook install', does: 'on the server' },
    { line: 'git run hook install --chain', does: 'where there is a hook already' },
  ],
  async run(context, { options }) {
    const repository = await context.repository();
    const { path, state } = await installHook(repository, { text: scriptOf(context), chain: options.chain });
    context.say(`git-run: ${DONE[state]}: ${sanitise(path)}`);
    for (const line of remarks(repository, path)) context.say(`git-run: ${line}`);
    return 0;
  },
});

const DONE: Readonly<Record<HookState['state'], string>> = {
  absent: 'wrote the hook',
  current: 'the hook is there already',
  outdated: 'brought the hook up to date',
  other: 'wrote the hook, and kept the one that was there, which runs first',
};

function scriptOf(context: Context): string {
  return hookText(ownWords(context), quoteWord);
}

function remarks({ config, place }: Repository, path: string): string[] {
  const isShared = !path.startsWith(`${place.commonDir}/`);
  const isBare = config.get('core.bare') === 'true';
  return [
    ...(isShared
      ? [
          `it runs for all repositories that look for hooks in ${sanitise(dirname(path))}, by their core.hooksPath`,
        ]
      : []),
    ...(isBare
      ? []
      : ['here is a work tree: it guards what is pushed to this repository, not what is pushed from it']),
    ...(config.all('run.maydelete').length === 0
      ? ['nobody may delete runs; to let somebody: git config --add run.mayDelete NAME']
      : []),
  ];
}

const uninstall = command({
  name: 'uninstall',
  summary: 'Remove it, and put back the one that was there',
  args: [],
  options: {},
  examples: [{ line: 'git run hook uninstall', does: 'let everything pass again' }],
  async run(context) {
    const { path, state, before } = await uninstallHook(await context.repository());
    if (state === 'absent' || state === 'other') {
      context.say(`git-run: no hook of git-run is there: ${sanitise(path)}`);
      return 1;
    }
    context.say(`git-run: ${before === undefined ? 'removed' : 'put back'} ${sanitise(path)}`);
    return 0;
  },
});

const status = command({
  name: 'status',
  summary: 'Tell whether it is there (else exits with 1), and who may delete',
  args: [],
  options: { json: flag('--json', 'as JSON') },
  examples: [{ line: 'git run hook status --json', does: 'for a program' }],
  async run(context, { options }) {
    const repository = await context.repository();
    const found = await readHook(repository, scriptOf(context));
    const allowed = repository.config.all('run.maydelete');
    if (options.json) context.out.write(printJson({ version: 1, ...found, mayDelete: allowed }));
    else for (const line of statusLines(found, allowed)) context.out.write(`${line}\n`);
    return found.state === 'current' || found.state === 'outdated' ? 0 : 1;
  },
});

const STATES: Readonly<Record<HookState['state'], string>> = {
  absent: 'not installed',
  current: 'installed',
  outdated: 'installed, and another than this git-run writes: git run hook install',
  other: 'not installed; another hook is there',
};

function statusLines({ path, state, before }: HookState, allowed: readonly string[]): string[] {
  return [
    `hook        ${STATES[state]}`,
    `path        ${sanitise(path)}`,
    ...(before === undefined ? [] : [`runs first  ${sanitise(before)}`]),
    `may delete  ${allowed.length === 0 ? 'nobody' : sanitise(allowed.join(', '))}`,
  ];
}

const script = command({
  name: 'script',
  summary: 'Print the hook, for servers that keep it elsewhere',
  args: [],
  options: {},
  examples: [
    {
      line: 'git run hook script > hooks/pre-receive.d/git-run',
      does: 'for Gitea and Forgejo; then make it executable',
    },
  ],
  async run(context) {
    context.out.write(scriptOf(context));
    return 0;
  },
});

const receive = command({
  name: 'receive',
  summary: 'Judge a push, as the hook does',
  description:
    'A hook of your own can call it, with what Git wrote to that one: lines of <old> <new> <ref>. Exits with 1 where a ref is refused.',
  args: [],
  options: {},
  examples: [{ line: 'git run hook receive', does: 'in a pre-receive hook of your own' }],
  async run(context) {
    const push = readPush(await context.input());
    if (push.length === 0) return 0;
    const repository = await context.repository();
    const pusher = pusherOf(context.env, ownAccount());
    const judged = await judgePush(repository, push, { mayDelete: mayDelete(repository.config, pusher) });
    for (const line of printJudgement({ ...judged, pusher, version })) context.say(line);
    return judged.refused.length === 0 ? 0 : 1;
  },
});

/** The hook of a server that runs are pushed to. */
export const hook = group({
  name: 'hook',
  summary: 'Guard the runs of a server that others push to',
  commands: [install, uninstall, status, script, receive],
});
