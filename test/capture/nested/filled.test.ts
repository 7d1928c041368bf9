import { rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { isFilled } from '../../../src/capture/nested/filled.ts';
import { checkoutSource } from '../../../src/reproduce/checkout.ts';
import { openDoor, openedRepository, recordRun } from '../../support/recorded-run.ts';
import { addSubmodule } from '../../support/submodules.ts';

t.test(
  'a run in a checkout has the source of the first one; one edit there, and the files are stored',
  async t => {
    const opened = await openedRepository(t);
    const { home, env, repository } = opened;
    const sub = addSubmodule(t, opened, 'lib', { files: { 'x.py': '1', 'd/run.sh*': '2' } });
    symlinkSync('x.py', join(sub.path, 'link'));
    sub.git('add', '--all');
    sub.git('commit', '-q', '-m', 'link');
    sub.git('push', '-q', 'origin', 'HEAD:refs/heads/more');
    opened.git('commit', '-q', '-am', 'link');
    const { source } = (await recordRun(opened, ['true'])).run;
    const path = join(home, 'again');
    await checkoutSource({ repository, commit: source.commit, path, source });
    const there = { ...opened, path, repository: await openDoor(t, path, env) };
    const second = (await recordRun(there, ['true'])).run.source;
    t.same([second.tree, second.nested], [source.tree, source.nested]);
    const gitlink = { path: 'lib', oid: sub.git('rev-parse', 'HEAD'), unmerged: false };
    const change = async (how: () => void, undo: () => void) => {
      how();
      t.equal(await isFilled(there.repository, gitlink), false);
      undo();
      t.equal(await isFilled(there.repository, gitlink), true);
    };
    const file = (name: string) => join(path, 'lib', name);
    await change(
      () => writeFileSync(file('x.py'), '3'),
      () => writeFileSync(file('x.py'), '1'),
    );
    await change(
      () => writeFileSync(file('new'), ''),
      () => unlinkSync(file('new')),
    );
    await change(
      () => {
        unlinkSync(file('link'));
        symlinkSync('d', file('link'));
      },
      () => {
        unlinkSync(file('link'));
        symlinkSync('x.py', file('link'));
      },
    );
    rmSync(join(opened.path, 'lib'), { recursive: true });
    t.equal(await isFilled(there.repository, gitlink), true, 'what Git keeps will do');
    sub.remote.git('branch', '-D', 'more');
    rmSync(join(opened.path, '.git/modules'), { recursive: true });
    t.equal(await isFilled(there.repository, gitlink), false, 'with no clone nobody can tell');
  },
);
