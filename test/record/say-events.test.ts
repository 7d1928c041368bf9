import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { eventSayer } from '../../src/record/say-events.ts';

t.test('a process has a file of its own', async t => {
  const directory = t.testdir();
  const say = eventSayer(join(directory, 'events'));
  say({ note: 'a' });
  say({ tag: { a: 'b' } });
  const [name = '', ...others] = readdirSync(directory);
  t.same(others, []);
  t.match(name, /^events\.[\w-]+\.\d+$/);
  t.equal(readFileSync(join(directory, name), 'utf8'), '{"note":"a"}\n{"tag":{"a":"b"}}\n');
});

t.test('what cannot be written is a warning, and the program goes on', async t => {
  const warned = new Promise<Error>(resolve => process.once('warning', resolve));
  eventSayer('/nowhere/events')({ note: 'a' });
  t.match((await warned).message, /not recorded/);
});
