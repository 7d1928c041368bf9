import t from 'tap';
import { uiSections } from '../../../src/cli/manual/ui-sections.ts';
import { BINDINGS } from '../../../src/tui/keys/bindings.ts';

const text = JSON.stringify(uiSections);

t.test('the manual has every key with the name it is changed by', async t => {
  const missing = BINDINGS.filter(({ action }) => !action.startsWith('pane-')).filter(
    ({ action }) => !text.includes(`(\`${action}\`)`),
  );
  t.same(missing, []);
});

t.test('the manual says how keys, colours and the mouse are changed', async t => {
  for (const setting of ['run.key.', 'run.theme', 'run.mouse', 'run.linear']) t.match(text, setting);
});
