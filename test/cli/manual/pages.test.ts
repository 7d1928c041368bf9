import { readFileSync } from 'node:fs';
import t from 'tap';
import { commands } from '../../../src/cli/commands.ts';
import { allPages, fileOfPage } from '../../../src/cli/manual/pages.ts';

const pages = await allPages();

t.test('every command has its page, and so have filters and settings', async t => {
  const files = pages.map(fileOfPage);
  for (const { name } of commands) t.ok(files.includes(`git-run-${name}.1`), name);
  for (const file of ['git-run.1', 'git-run-filter.7', 'git-run-config.5']) t.ok(files.includes(file), file);
  t.equal(new Set(files).size, files.length);
});

t.test('npm installs every page: package.json names them all', async t => {
  const { man } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  t.same(man, pages.map(page => `./man/${fileOfPage(page)}`).sort());
});

t.test('a page that is pointed to is there', async t => {
  const known = new Set(pages.map(({ name, section }) => `${name}(${section})`));
  const texts = JSON.stringify(pages).matchAll(/git-run[\w-]*\(\d\)/g);
  t.same(
    [...texts].map(([name]) => name).filter(name => !known.has(name)),
    [],
  );
});

t.test('sections are those of Git, in its order', async t => {
  const order = [
    'DESCRIPTION',
    'COMMANDS',
    'NAMING RUNS',
    'OPTIONS',
    'EXAMPLES',
    'KEYS',
    'PROJECTS',
    'CONFIGURATION',
    'EXIT STATUS',
    'ENVIRONMENT',
    'FILES',
    'SEE ALSO',
  ];
  for (const { name, section, sections } of pages.filter(page => page.section === 1)) {
    const titles = sections.map(({ title }) => title);
    t.same(
      titles,
      order.filter(title => titles.includes(title)),
      `${name}(${section})`,
    );
    t.ok(titles.includes('EXIT STATUS'), name);
  }
});
