import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { recover } from '../../src/record/recover.ts';
import { recordingBench } from '../support/recording.ts';

t.test('a job that removes its own journal is recorded all the same, and its exit is its own', async t => {
  const { sh, journals } = await recordingBench(t);
  const run = await sh(
    'echo "# x"; cd "$(dirname "$GIT_RUN_EVENTS")"; while [ -e plan.json ]; do rm -rf -- * 2> /dev/null; done; exit 4',
  );
  t.match(run, { outcome: { exitCode: 4 }, problems: [{ code: 'journal-lost' }] });
  t.same(journals(), []);
});

t.test(
  'a store that takes nothing costs the job nothing; what it left is kept, and recovered when there is room',
  async t => {
    const { on, repository, record, file } = await recordingBench(t, { files: { 'a.py': '1\n' } });
    const objects = join(on.path, '.git/objects');
    const job = `echo "# said"; printf '{"metric":{"a":1}}\\n' >> "$GIT_RUN_EVENTS"; mv .git/objects .git/aside; echo x > .git/objects; exit 7`;
    const { exit, stored, trouble } = await record(['sh', '-c', job]);
    t.same([exit, stored], [{ code: 7 }, undefined]);
    t.ok(existsSync(join(trouble?.journal as string, 'plan.json')));
    rmSync(objects);
    on.git('--version');
    execFileSync('mv', [join(on.path, '.git/aside'), objects]);
    // The recorder, this very process, lives on: only its being gone makes a journal abandoned.
    unlinkSync(join(trouble?.journal as string, 'recorder.json'));
    const [recovered] = await recover({ repository, env: on.env, now: Date.now() + 120_000 });
    t.match(recovered, { kind: 'recovered', run: { outcome: { exitCode: 7 }, metrics: { a: { last: 1 } } } });
    if (recovered?.kind === 'recovered') t.equal(file(recovered.run, 'logs/000000.log'), '# said\n');
  },
);
