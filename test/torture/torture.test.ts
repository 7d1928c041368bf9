/** A few points, so that the harness itself is known to work; `npm run torture` has all of them. */
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { onlyInFull } from '../support/extent.ts';
import { builtProgram } from '../support/program.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';
import { type Command, commands } from './commands.ts';
import { type Result, torture } from './torture.ts';
import { programOnPath, writeWrappers } from './wrappers.ts';

const find = (name: string) => programOnPath(name, process.env.PATH ?? '', existsSync);
const skip =
  find('strace') !== undefined && existsSync('/proc/self/task') ? onlyInFull : 'SKIPPED: strace is not here';

t.test('a tag under some faults is there or is not, and nothing is broken', { skip }, async t => {
  const root = temporaryDirectory(t);
  const programs = {
    program: realpathSync(join(builtProgram(t).directory, 'git-run')),
    wrappers: join(root, 'programs'),
  };
  writeWrappers(programs.wrappers, name => find(name) ?? name);
  const results: Result[] = [];
  const plan = {
    programs,
    directory: join(root, 'sandboxes'),
    jobs: 2,
    seed: 1,
    sample: 6,
    faults: ['kill', 'kill-recorder', 'full', 'broken'],
    at: 'fast-import',
  };
  const tag = commands.find(({ name }) => name === 'tag') as Command;
  const { points, of } = await torture(plan, tag, result => results.push(result));
  t.equal(points, 6);
  t.ok(of > 20, `${of}`);
  t.equal(results.length, points);
  // How often git writes is a matter of the moment: the last write of one time may not be there another time.
  const reached = results.filter(({ verdict }) => verdict !== undefined).length;
  t.ok(reached >= 4, `${reached} of ${points} were reached`);
  t.same(
    results.flatMap(({ verdict }) => verdict?.violations ?? []),
    [],
  );
});
