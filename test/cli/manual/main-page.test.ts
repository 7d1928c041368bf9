import t from 'tap';
import { commands } from '../../../src/cli/commands.ts';
import { mainPage } from '../../../src/cli/manual/main-page.ts';
import { parseSelector } from '../../../src/query/selector.ts';

const page = await mainPage();
const text = JSON.stringify(page);

t.test('all commands are listed by their topics', async t => {
  for (const { name } of commands) t.match(text, `git-run-${name}(1)`);
  t.match(text, '"heading":"Inside a run"');
});

t.test('runs can be named as it says', async t => {
  for (const selector of ['@', '@~', '@~2', '@{digits}', '@{digits}~2', 'swift-otter', 'digits/swift-otter'])
    t.doesNotThrow(() => parseSelector(selector), selector);
  t.match(page.sections.map(({ title }) => title).join(), 'NAMING RUNS');
});
