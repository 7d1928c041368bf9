import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { appendEvent } from '../../src/cli/inside.ts';
import { UsageError } from '../../src/run/errors.ts';
import { worldOf } from '../support/cli.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const path = temporaryDirectory(t);
const contextOf = (env: Record<string, string>) => createContext(worldOf({ path, env }).world);

t.test('an event is a line of its own at the end of the file', async t => {
  const file = join(path, 'events');
  const context = contextOf({ GIT_RUN_EVENTS: file });
  t.equal(await appendEvent(context, '{"a":1}'), 0);
  await Promise.all([1, 2, 3].map(n => appendEvent(context, `{"b":${n}}`)));
  t.match(readFileSync(file, 'utf8'), /^\{"a":1\}\n(\{"b":[123]\}\n){3}$/);
});

t.test('outside of a run there is nowhere to write, and what to do is said', async t => {
  for (const env of [{}, { GIT_RUN_EVENTS: '' }])
    await t.rejects(
      appendEvent(contextOf(env), '{}'),
      new UsageError(
        'there is no run around this: it is for scripts that git run records',
        'git run -- COMMAND',
      ),
    );
});

t.test('a line that somebody left without its end is not joined', async t => {
  const file = join(path, 'open');
  writeFileSync(file, '{"a":1}');
  await appendEvent(contextOf({ GIT_RUN_EVENTS: file }), '{"b":2}');
  t.equal(readFileSync(file, 'utf8'), '{"a":1}\n{"b":2}\n');
});
