import t from 'tap';
import * as v from 'valibot';
import type { Run } from '../../src/run/run.ts';
import { decodeRun } from '../../src/store/decode.ts';
import { encodeRun } from '../../src/store/encode.ts';
import { FORMAT, storedAnnotation, storedRun } from '../../src/store/schema.ts';
import { sampleRun } from '../support/run-rows.ts';

t.test('a format, once written, is read for ever: a change of this snapshot needs a new version', async t => {
  t.equal(FORMAT, 1);
  t.same(Object.keys(storedRun.entries).sort(), [
    'artifacts',
    'author',
    'command',
    'ended',
    'experiment',
    'host',
    'id',
    'lineage',
    'log',
    'metrics',
    'name',
    'note',
    'outcome',
    'params',
    'problems',
    'resources',
    'secrets',
    'seed',
    'source',
    'started',
    'tags',
    'version',
  ]);
  t.same(
    storedAnnotation.entries.edit.options.map(option => option.entries.kind.literal),
    ['tag', 'untag', 'note', 'rename', 'move', 'trash', 'restore', 'artifact', 'continue'],
  );
});

t.test('a run as the first version wrote it is read', async t => {
  t.ok(v.is(storedRun, JSON.parse(encodeRun(sampleRun()))));
});

t.test('a run that was recorded before secrets were looked for is read, with none', async t => {
  const { secrets: _, ...older } = sampleRun();
  const content = Buffer.from(encodeRun(older as Run));
  t.notMatch(content.toString(), 'secrets');
  t.same(decodeRun(content, 'run.json').secrets, []);
});
