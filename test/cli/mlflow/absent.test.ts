import t from 'tap';
import { findCommand } from '../../../src/cli/commands.ts';
import { absent } from '../../../src/cli/mlflow/absent.ts';

t.test('what is to be typed instead is there', async t => {
  for (const [name, instead] of absent) {
    if (instead === undefined) continue;
    const [, command = ''] = /^git run (\S+)/.exec(instead) ?? [];
    t.ok(findCommand(command), `${name}: ${instead}`);
  }
});
