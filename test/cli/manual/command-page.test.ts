import t from 'tap';
import { findCommand } from '../../../src/cli/commands.ts';
import { commandPage } from '../../../src/cli/manual/command-page.ts';
import type { Block, ManualPage, Term } from '../../../src/view/manual.ts';

async function pageOf(name: string): Promise<ManualPage> {
  const entry = findCommand(name);
  if (entry === undefined) throw new Error(name);
  return commandPage(entry);
}

const body = (page: ManualPage, title: string): readonly Block[] =>
  page.sections.find(section => section.title === title)?.body ?? [];
const terms = (blocks: readonly Block[]): readonly Term[] =>
  blocks.flatMap(block => (typeof block === 'object' && 'terms' in block ? block.terms : []));

t.test('a command is shown with its options, their other spellings, and examples', async t => {
  const page = await pageOf('exec');
  t.match(page, { name: 'git-run-exec', section: 1, summary: 'Record a run of any command' });
  t.same(page.synopsis, [
    '`git run` [<options>] -- <command>...',
    '`git run exec` [<options>] -- <command>...',
    '`git run exec` <project> [<options>]',
  ]);
  t.match(
    terms(body(page, 'PROJECTS')).map(({ term }) => term),
    [/entry-point/, /param-list/, /version/, /env-manager/, /experiment-name/, /run-name/],
    'only those that a command has not',
  );
  const options = terms(body(page, 'OPTIONS'));
  t.match(
    options.find(({ term }) => term === '`-e`, `--experiment` <name>'),
    { text: 'The experiment it belongs to. Also spelt `--experiment-name`.' },
  );
  t.match(
    options.find(({ term }) => term === '`-t`, `--tag` <key=value>'),
    { text: 'A tag. It can be given again and again.' },
  );
  t.match(terms(body(page, 'EXAMPLES'))[0], { term: '`git run -- python train.py --lr 0.1`' });
  t.match(
    terms(body(page, 'EXIT STATUS')).map(({ term }) => term),
    ['1', '125', '126', '127'],
  );
  t.match(body(page, 'SEE ALSO'), [/git-run-filter\(7\)/]);
});

t.test('few options are named in the synopsis, and aliases in the text', async t => {
  t.same((await pageOf('stop')).synopsis, ['`git run stop` [-s <name>] [<run>...]']);
  t.same((await pageOf('tag')).synopsis, ['`git run tag` [-d <key>]... <run> [<key=value>...]']);
  t.match(body(await pageOf('show'), 'DESCRIPTION'), [/^Show a run/, '`describe` is another name of it.']);
});

t.test('a group has one page', async t => {
  const page = await pageOf('artifact');
  t.match(page.synopsis, [/^`git run artifact list`/, /^`git run artifact get`/]);
  t.match(body(page, 'COMMANDS')[0], { heading: 'list [run[:path]]' });
});
