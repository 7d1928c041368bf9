import fc from 'fast-check';
import t from 'tap';
import { purgedChanges, purgedRun } from '../../src/remove/purged-records.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { decodeManifest, decodeRun } from '../../src/store/decode.ts';
import { entryOf } from '../../src/store/save.ts';
import { arbitraryRun } from '../support/arbitrary-run.ts';
import { sampleRun } from '../support/run-rows.ts';

const entry = entryOf(Buffer.from('secret'));
const other = entryOf(Buffer.from('other'));
const newSource = { commit: '1'.repeat(40), tree: '2'.repeat(40) };
const manifest: Manifest = {
  'run.json': other,
  'inputs.json': other,
  'artifacts/a': entry,
  'artifacts/b': other,
  'logs/000000.log': entry,
};
const purged = {
  own: ['artifacts/a', 'logs/000000.log'],
  source: ['.env'],
  digests: new Set([entry.sha256]),
  newSource,
};

t.test('nothing in the records tells the digest of what is gone, whatever the run', async t => {
  fc.assert(
    fc.property(arbitraryRun, run => {
      const omitted = [{ path: 'x', reason: 'too-large' as const, size: 6, sha256: entry.sha256 }];
      const raw = [{ path: '.env', oid: 'x', ...entry }];
      const whole = { ...run, source: { ...run.source, omitted, raw } };
      const inputs = [
        { path: 'x', size: 6, sha256: entry.sha256, method: 'sha256', declared: 'argv' },
      ] as const;
      const changes = purgedChanges({ run: whole, manifest, inputs, annotations: [] }, purged);
      const texts = changes.map(change => ('content' in change ? change.content.toString() : ''));
      t.notOk(texts.some(text => text.includes(entry.sha256)));
      const content = (path: string) =>
        Buffer.from(texts[changes.findIndex(change => change.path === path)] as string);
      const files = decodeManifest(content('manifest.json'), 'x');
      t.same(Object.keys(files).sort(), ['artifacts/b', 'inputs.json', 'run.json']);
      t.same(files['run.json'], entryOf(content('run.json')), 'and they fit one another');
      t.match(decodeRun(content('run.json'), 'x'), {
        id: run.id,
        source: newSource,
        artifacts: { count: 1 },
      });
    }),
    { numRuns: 30 },
  );
});

t.test('a second purge of the same says the same', async t => {
  const left = { 'run.json': other, 'artifacts/b': other };
  const once = purgedRun(sampleRun(), left, { ...purged, own: ['artifacts/a'] });
  t.match(once.source.omitted, [{ path: '.env', reason: 'purged' }]);
  const twice = purgedRun(once, left, { ...purged, own: [] });
  t.same(twice, once);
});
