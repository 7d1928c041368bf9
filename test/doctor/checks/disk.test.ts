import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { disk } from '../../../src/doctor/checks/disk.ts';
import { setUp } from '../../support/set-up.ts';

t.test('room is told where runs, spooled runs and temporary files are written', async t => {
  const { on, look } = setUp(t);
  const found = await disk.look(await look());
  t.match(found[0], { message: new RegExp(`^${on.path}/.git has room for \\d+ [MG]B`) });
  t.match(found[1], { message: new RegExp(`^${on.home} has room for `) });
  t.match(found[2], { message: new RegExp(`^${on.env.TMPDIR} has room for `) });
});

t.test(
  'a repository that cannot be written is a problem',
  { skip: process.getuid?.() === 0 && 'SKIPPED: everything can be written by root' },
  async t => {
    const { on, look } = setUp(t);
    const setup = await look();
    chmodSync(join(on.path, '.git'), 0o500);
    const [found] = await disk.look(setup);
    chmodSync(join(on.path, '.git'), 0o755);
    t.match(found, { state: 'problem', message: /cannot be written by this user$/ });
  },
);
