import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { recordingBench } from '../support/recording.ts';

t.test('a copy of an artifact is kept already, and in no source afterwards', async t => {
  const { on, record, sh } = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const recorded = await record([
    'sh',
    '-c',
    'mkdir out; echo model | tee out/model.pt > "$GIT_RUN_ARTIFACTS/model.pt"; echo other > left.txt; : > empty',
  ]);
  t.same(recorded.notKept, ['empty', 'left.txt']);
  t.equal(readFileSync(join(on.path, '.git/git-run/outputs'), 'utf8'), 'out/model.pt\0');
  const next = await sh('true');
  t.match(next.source, { added: 2 }, 'the other two, and not the model');
});

t.test('what only has the name and the size of an artifact, or its content, is no copy of it', async t => {
  const { record } = await recordingBench(t);
  const { notKept } = await record([
    'sh',
    '-c',
    'echo one > new.txt; echo two | tee done > "$GIT_RUN_ARTIFACTS/new.txt"',
  ]);
  t.same(notKept, ['done', 'new.txt']);
});

t.test('a script that is saved again meanwhile, and logged, stays in the source', async t => {
  const { on, record, sh } = await recordingBench(t);
  on.write('train.py', 'new, not added yet\n');
  await record(['sh', '-c', 'echo "saved again" | tee train.py > "$GIT_RUN_ARTIFACTS/train.py"']);
  const next = await sh('true');
  t.match(next.source, { added: 1 });
});
