import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { programs } from '../../../src/doctor/checks/programs.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('programs that are there are named, and what is missing without the others', async t => {
  const on = temporaryRepository(t);
  const program = on.write('../home/bin/python3*', '#!/bin/sh\n');
  const look = (PATH: string) => programs.look({ cwd: on.path, env: { PATH }, now: 0 });
  const [there, ...missing] = await look(dirname(program));
  t.match(there, { state: 'ok', message: 'python3' });
  t.equal(missing.length, 3);
  for (const one of missing) t.match(one, { state: 'ok', message: /^no [a-z-]+: / });
  const nothing = join(on.home, 'nothing');
  mkdirSync(nothing);
  t.match(await look(nothing), [{ message: /^no python3: / }, {}, {}, {}]);
});
