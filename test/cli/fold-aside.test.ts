import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { foldingAside } from '../../src/cli/fold-aside.ts';
import { worldOf } from '../support/cli.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test('this program is started again, and not waited for', async t => {
  const on = temporaryRepository(t);
  const { world } = worldOf(on);
  t.equal(foldingAside(createContext({ ...world })), undefined);
  const script = join(on.home, 'program.cjs');
  const heard = join(on.home, 'heard');
  writeFileSync(
    script,
    `require('fs').writeFileSync(${JSON.stringify(heard)}, process.argv.slice(2).join(' '))`,
  );
  foldingAside(createContext({ ...world, self: [process.execPath, script] }))?.start();
  while (!existsSync(heard)) await delay(20);
  t.pass('it is at work');
});
