import t from 'tap';
import { isGroup } from '../../../src/cli/command.ts';
import { findCommand } from '../../../src/cli/commands.ts';
import { hostsPage } from '../../../src/cli/manual/hosts-page.ts';
import { PUSHER_VARIABLES } from '../../../src/guard/pusher.ts';
import type { Block } from '../../../src/view/manual.ts';

const blocks = hostsPage.sections.flatMap(({ body }): readonly Block[] => body);
const text = JSON.stringify(blocks);

t.test('who is believed to push is told, in the order in which they are asked', async t => {
  const terms = blocks.flatMap(block => (typeof block === 'object' && 'terms' in block ? block.terms : []));
  const told = terms
    .map(({ term }) => term.replaceAll('`', ''))
    .filter(term => /^[A-Z]+_[A-Z_]+$/.test(term));
  t.same(told, PUSHER_VARIABLES);
});

t.test('every command that it names is one', async t => {
  const named = [...text.matchAll(/git(?: -C \S+)? run ([a-z]+)(?: ([a-z]+))?/g)];
  t.ok(named.length > 3);
  for (const [line, name = '', word = ''] of named) {
    const declared = await findCommand(name)?.load();
    t.ok(declared, line);
    if (declared !== undefined && isGroup(declared) && word !== '')
      t.ok(
        declared.commands.some(one => one.name === word),
        line,
      );
  }
});

t.test('of each host it is said whether it was tested', async t => {
  const hosts = hostsPage.sections.find(({ title }) => title === 'HOSTS')?.body ?? [];
  const terms = hosts.flatMap(block => (typeof block === 'object' && 'terms' in block ? block.terms : []));
  for (const name of ['ssh', 'GitHub', 'GitLab', 'Gitea', 'Bitbucket']) {
    const host = terms.find(({ term }) => term.includes(name));
    t.match(host?.text, /^(?:Tested|Not tested)/, name);
  }
});
