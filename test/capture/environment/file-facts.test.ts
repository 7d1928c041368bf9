import { execFileSync } from 'node:child_process';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openFileFacts, sha256 } from '../../../src/capture/environment/file-facts.ts';

t.test('a fact of an old file is made once', async t => {
  const cache = join(t.testdir(), 'facts.json');
  // Made by nobody in this test: it has long been there.
  const file = process.execPath;
  const first = openFileFacts(cache);
  t.equal(
    first.of(file, 'length', bytes => String(bytes.length)),
    first.of(file, 'length', bytes => String(bytes.length)),
  );
  first.save();
  const again = openFileFacts(cache);
  t.match(
    again.of(file, 'length', () => t.fail('made again') as never),
    /^\d+$/,
  );
  t.equal(
    again.of(file, 'other', () => null),
    null,
    'another kind of fact is another fact',
  );
});

t.test('a file that was just changed is not trusted to stay', async t => {
  const folder = t.testdir({ 'uv.lock': 'one' });
  const [file, cache] = [join(folder, 'uv.lock'), join(folder, 'facts.json')];
  const past = new Date(1e12);
  utimesSync(file, past, past);
  const facts = openFileFacts(cache);
  t.equal(facts.of(file, 'sha256', sha256), sha256('one'));
  facts.save();
  t.notOk(existsSync(cache));
  writeFileSync(file, 'two');
  utimesSync(file, past, past);
  t.equal(openFileFacts(cache).of(file, 'sha256', sha256), sha256('two'));
});

t.test('what is no file has no facts', async t => {
  const folder = t.testdir({ folder: {}, 'facts.json': '[["x"],7,["a",null]]' });
  const facts = openFileFacts(join(folder, 'facts.json'));
  t.equal(facts.of(join(folder, 'absent'), 'sha256', sha256), null);
  t.equal(facts.of(join(folder, 'folder'), 'sha256', sha256), null);
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  t.equal(facts.of(join(folder, 'pipe'), 'sha256', sha256), null, 'and a pipe is not waited on');
});
