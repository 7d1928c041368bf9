import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { readChanges } from '../../../src/cli/report/changes.ts';
import { rowOfRun } from '../../../src/run/run-row.ts';
import { sheetMarkdown } from '../../../src/view/sheet/sheet-markdown.ts';
import { worldOf } from '../../support/cli.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';

t.test('what changed is told section by section, of the code how much of each file', async t => {
  const on = await openedRepository(t, { files: { 'a.py': '1\n' } });
  const record = async (acc: number) => {
    const loaded = await recordRun(on, ['sh', '-c', `echo '{"metric":{"acc":${acc}}}' >> "$GIT_RUN_EVENTS"`]);
    return rowOfRun(loaded, loaded.commit);
  };
  const before = await record(0.5);
  on.write('a.py', '1\n2\n');
  const after = await record(0.25);
  const context = createContext(worldOf(on).world);
  t.teardown(() => context.close());
  const text = sheetMarkdown(await readChanges(context, before, after, { acc: 'min' }));
  t.match(text, /\| acc +\| +0\.5 \| +0\.25 \| +-0\.25 \| -50\.0 % \| better \|/, 'as it is declared');
  t.match(text, /\| a\.py \| changed \| +1 \| +\|/);
});
