import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { passGate } from '../../../src/git/embedded/gate.ts';
import { openEmbedded } from '../../../src/git/embedded/open-embedded.ts';
import { findPlace } from '../../../src/git/embedded/place.ts';
import { gitIn, type RepositoryOptions, temporaryRepository } from '../../support/temporary-repository.ts';
import { treeOf } from '../../support/tree-of.ts';

const FILES: RepositoryOptions = { files: { a: '1' } };

t.test('an ordinary repository passes', async t => {
  const { path, env, git } = temporaryRepository(t, FILES);
  git('config', 'core.sharedRepository', 'umask');
  t.doesNotThrow(() => passGate(findPlace(path, env), env));
});

t.test(
  'repositories the engine would ruin or misread are refused, untouched, with a reason and a remedy',
  async t => {
    const on = temporaryRepository(t, FILES);
    const { path, git, write } = on;
    git('commit', '-q', '--allow-empty', '-m', 'second');
    git('worktree', 'add', '-q', '../linked');
    git('clone', '-q', '--shared', '.', '../borrowing');
    git('clone', '-q', '--depth=1', `file://${path}`, '../shallow');
    git('config', 'uploadpack.allowFilter', 'true');
    git('clone', '-q', '--filter=blob:none', `file://${path}`, '../partial');
    for (const name of ['shared', 'newer', 'replaced', 'reftable', 'grafted'])
      git('clone', '-q', '.', `../${name}`);
    const at = (name: string) => join(path, '..', name);
    gitIn(at('shared'), on.env, ['config', 'core.sharedRepository', 'group']);
    gitIn(at('replaced'), on.env, ['replace', 'HEAD', 'HEAD^']);
    write('../grafted/.git/info/grafts', git('rev-parse', 'HEAD'));
    const gitDirectory = (name: string) => (name === 'linked' ? join(path, '.git') : join(at(name), '.git'));
    const format = (more: string) => `[core]\nrepositoryformatversion = 1\n[extensions]\n${more}\n`;
    // git 2.39 knows neither: there is no other way to make them.
    writeFileSync(join(at('newer'), '.git/config'), format('other = true'));
    writeFileSync(join(at('reftable'), '.git/config'), format('refStorage = reftable'));
    const reasons: [string, RegExp, RegExp][] = [
      ['linked', /linked worktree/, /main work tree/],
      ['borrowing', /borrows objects/, /install git/],
      ['shallow', /shallow/, /without --depth/],
      ['partial', /partial/, /without --filter/],
      ['shared', /sharedRepository/, /install git/],
      ['newer', /format is unknown here \(other\)/, /install git/],
      ['replaced', /replace/, /install git/],
      ['grafted', /replace/, /install git/],
      ['reftable', /reftable/, /install git/],
    ];
    for (const [name, reason, remedy] of reasons) {
      const before = treeOf(gitDirectory(name));
      await t.rejects(
        openEmbedded(at(name), on.env),
        { code: 'engine-limit', data: { reason, remedy } },
        name,
      );
      t.same(treeOf(gitDirectory(name)), before);
    }
    const sha256 = temporaryRepository(t, { objectFormat: 'sha256' });
    await t.rejects(openEmbedded(sha256.path, sha256.env), {
      code: 'engine-limit',
      data: { reason: /sha256/ },
    });
    await t.rejects(openEmbedded(path, { ...on.env, GIT_OBJECT_DIRECTORY: 'x' }), {
      code: 'engine-limit',
      data: { reason: /GIT_OBJECT_DIRECTORY/, remedy: /unset/ },
    });
  },
);
