import { chmodSync } from 'node:fs';
import t from 'tap';
import { findProgram } from '../../src/process/find-program.ts';
import type { CommandNotRunnableError } from '../../src/run/errors.ts';

const directory = t.testdir({
  bin: { tool: '#!/bin/sh', plain: 'text', folder: {} },
  later: { plain: '#!/bin/sh', tool: '#!/bin/sh' },
  here: '#!/bin/sh',
});
for (const path of ['bin/tool', 'later/plain', 'later/tool', 'here'])
  chmodSync(`${directory}/${path}`, 0o755);
const PATH = `${directory}/bin:${directory}/later`;

function refusal(name: string, env: Record<string, string | undefined> = { PATH }): number {
  try {
    findProgram(name, directory, env);
    return 0;
  } catch (error) {
    return (error as CommandNotRunnableError).data.exitCode;
  }
}

t.test('a name is looked for along PATH, and what cannot be executed is passed over', async t => {
  t.equal(findProgram('tool', directory, { PATH }), `${directory}/bin/tool`);
  t.equal(findProgram('plain', directory, { PATH }), `${directory}/later/plain`);
  t.equal(findProgram('sh', directory, {}), '/bin/sh', 'without PATH in the usual places');
});

t.test('relative and empty entries of PATH are relative to the working directory', async t => {
  t.equal(findProgram('tool', directory, { PATH: 'bin' }), 'bin/tool');
  t.equal(findProgram('here', directory, { PATH: ':/usr/bin' }), './here');
});

t.test('a name with a slash is the path itself, as it was typed', async t => {
  t.equal(findProgram('./here', directory, { PATH: '' }), './here');
  t.equal(findProgram('../here', `${directory}/bin`, {}), '../here');
  t.equal(findProgram(`${directory}/here`, '/', {}), `${directory}/here`);
});

t.test('not found is 127, not executable 126', async t => {
  t.equal(refusal('missing'), 127);
  t.equal(refusal('./missing'), 127);
  t.equal(refusal(''), 127);
  t.equal(refusal('folder'), 127, 'a directory on PATH is no program');
  t.equal(refusal('./bin'), 126);
  t.equal(refusal('./bin/plain'), 126);
  t.equal(refusal('plain', { PATH: `${directory}/bin` }), 126);
  t.equal(refusal('./here/below'), 127);
});
