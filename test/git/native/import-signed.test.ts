import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import type { NewCommit } from '../../../src/git/repository.ts';
import { noGpg, noSsh, signWithGpg, signWithSsh, trust } from '../../support/signing.ts';
import { type RepositoryOptions, temporaryRepository } from '../../support/temporary-repository.ts';

async function opened(t: Test, options: RepositoryOptions = {}) {
  const on = temporaryRepository(t, options);
  const open = async (env: NodeJS.ProcessEnv = on.env) => {
    const repository = await openRepository(on.path, env);
    t.teardown(repository.close);
    return repository;
  };
  return { ...on, open };
}

const commit = (more: Partial<NewCommit> = {}): NewCommit => ({
  ref: 'refs/runs/x',
  changes: [{ path: 'deep/a', mode: '100644', content: '1' }],
  author: { name: 'Ada Author', email: 'ada@example.com' },
  time: 1767323045,
  message: 'a run\n\nTrailer: ünïcode\n',
  ...more,
});

const sign = { limit: 60_000 };

/** A commit object as it would be without its signature. */
const unsigned = (object: string) => object.replace(/\ngpgsig(?:-sha256)? .*(?:\n .*)*/, '');

t.test('but for its signature it is the commit that would be there unsigned', { skip: noSsh }, async t => {
  for (const objectFormat of ['sha1', 'sha256'] as const) {
    const on = await opened(t, {
      objectFormat,
      files: { kept: '1' },
      config: { 'i18n.commitEncoding': 'ISO-8859-1' },
    });
    trust(on, signWithSsh(on));
    const { objects } = await on.open();
    const parent = on.git('rev-parse', 'HEAD');
    for (const base of [undefined, 'empty', on.git('rev-parse', 'HEAD^{tree}')]) {
      const like = { parent, ...(base === undefined ? {} : { base }) };
      const [plain] = await objects.commit([commit({ ...like, ref: `refs/runs/plain/${base}` })]);
      const [made] = await objects.commit([commit({ ...like, ref: `refs/runs/signed/${base}`, sign })]);
      t.equal(made?.tree, plain?.tree);
      t.equal(on.git('rev-parse', `refs/runs/signed/${base}`), made?.commit);
      const [one, other] = [made, plain].map(ids => on.git('cat-file', 'commit', ids?.commit as string));
      t.not(one, other);
      t.equal(unsigned(one as string), other);
      on.git('verify-commit', made?.commit as string);
    }
    on.git('fsck', '--strict', '--no-dangling');
  }
});

t.test('a ref moves on, signed or not; of two who move it the later one loses', { skip: noSsh }, async t => {
  const on = await opened(t);
  signWithSsh(on);
  const { objects } = await on.open();
  const [first] = await objects.commit([commit({ sign })]);
  const next = commit({
    parent: first?.commit as string,
    changes: [{ path: 'b', mode: '100644', content: '2' }],
    sign,
  });
  const [second] = await objects.commit([next]);
  t.equal(on.git('ls-tree', '-r', '--name-only', 'refs/runs/x'), 'b\ndeep/a');
  await t.rejects(objects.commit([{ ...next, message: 'another\n' }]), { code: 'ref-conflict' });
  t.equal(on.git('rev-parse', 'refs/runs/x'), second?.commit);
});

t.test('a merge can be signed as well', { skip: noSsh }, async t => {
  const on = await opened(t);
  trust(on, signWithSsh(on));
  const { objects } = await on.open();
  const made = await objects.commit(
    ['a', 'b'].map(name => commit({ ref: `refs/runs/${name}`, message: name })),
  );
  const [one = '', other = ''] = made.map(ids => ids.commit);
  const [merge] = await objects.commit([commit({ parent: one, merged: [other], sign })]);
  t.equal(on.git('log', '-1', '--format=%P', merge?.commit as string), `${one} ${other}`);
  on.git('verify-commit', merge?.commit as string);
});

t.test('what a gc takes away while somebody signs is there again', { skip: noSsh }, async t => {
  const on = await opened(t);
  trust(on, signWithSsh(on));
  const gc = `#!/bin/sh\ngit -C ${on.path} -c gc.auto=1 gc -q --prune=now\nexec ssh-keygen "$@"\n`;
  on.git('config', 'gpg.ssh.program', on.write('../home/slow*', gc));
  const { objects } = await on.open();
  const [made] = await objects.commit([commit({ sign })]);
  t.equal(on.git('rev-parse', 'refs/runs/x'), made?.commit);
  t.equal(on.git('show', 'refs/runs/x:deep/a'), '1');
  t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
});

t.test('objects that cannot be written are no matter of the key', async t => {
  const on = await opened(t);
  const shim = on.write(
    '../home/bin/git*',
    `#!/bin/sh
PATH="\${PATH#*:}"
case "$*" in *fast-import*) cat > /dev/null; echo 'fatal: no room' >&2; exit 128 ;; esac
exec git "$@"
`,
  );
  const { objects } = await on.open({ ...on.env, PATH: `${dirname(shim)}${delimiter}${on.env.PATH}` });
  await t.rejects(objects.commit([commit({ sign })]), { code: 'git-command', data: { stderr: /no room/ } });
  t.equal(on.git('for-each-ref', 'refs/runs'), '');
});

t.test('nothing holds what a signed commit held once the commit is gone', { skip: noSsh }, async t => {
  const on = await opened(t, { files: { source: 'of it' } });
  signWithSsh(on);
  const { objects } = await on.open();
  const [made] = await objects.commit([commit({ parent: on.git('rev-parse', 'HEAD'), sign })]);
  const dangling = on
    .git('fsck', '--unreachable', '--no-reflogs')
    .split('\n')
    .filter(line => line.startsWith('unreachable commit'));
  t.equal(dangling.length, 1, 'the commit that fast-import needed');
  const [, , left = ''] = dangling[0]?.split(' ') ?? [];
  t.equal(
    on.git('rev-list', '--objects', '--no-object-names', left).split('\n').length,
    2,
    'it and an empty tree',
  );
  t.notOk(on.git('rev-list', left).includes(made?.commit as string));
});

t.test('with an OpenPGP key too', { skip: noGpg }, async t => {
  const on = await opened(t);
  signWithGpg(t, on);
  const { objects } = await on.open();
  const [made] = await objects.commit([commit({ sign })]);
  on.git('verify-commit', made?.commit as string);
});

t.test('who cannot sign is told why, and nothing is moved or left', async t => {
  const on = await opened(t);
  const program = on.write('../home/gpg*', '#!/bin/sh\necho "no such card" >&2\nexit 2\n');
  on.git('config', 'gpg.program', program);
  const { objects } = await on.open();
  await t.rejects(objects.commit([commit({ sign })]), {
    code: 'signing',
    data: { why: /gpg failed to sign/ },
  });
  t.equal(on.git('for-each-ref', 'refs/runs'), '');
  t.same(
    readdirSync(join(on.path, '.git')).filter(name => name.includes('crash')),
    [],
  );
  t.same(
    readdirSync(join(on.path, '.git/objects/pack')).filter(name => /keep|tmp/.test(name)),
    [],
  );
  on.git('config', 'gpg.program', join(on.home, 'nothing'));
  await t.rejects((await on.open()).objects.commit([commit({ sign })]), { code: 'signing' });
});

t.test(
  'who does not answer is not waited for, and ends',
  { skip: process.platform !== 'linux' && 'needs /proc' },
  async t => {
    const on = await opened(t);
    const mark = join(on.home, 'ended');
    const program = on.write(
      '../home/gpg*',
      `#!/bin/sh\ntrap 'touch ${mark}; exit 1' TERM\nwhile :; do sleep 0.05; done\n`,
    );
    on.git('config', 'gpg.program', program);
    const { objects } = await on.open();
    const [refused] = await Promise.allSettled([objects.commit([commit({ sign: { limit: 300 } })])]);
    t.match(refused, { reason: { code: 'signing', data: { why: 'no signature within 0.3 s' } } });
    while (!existsSync(mark)) await new Promise(resolve => setTimeout(resolve, 5));
    t.equal(on.git('for-each-ref', 'refs/runs'), '');
    t.ok(await objects.commit([commit()]), 'unsigned it can be made');
  },
);

t.test('without the git program nothing is signed, and that is said', async t => {
  const on = await opened(t);
  const { objects } = await on.open({ ...on.env, GIT_RUN_ENGINE: 'embedded' });
  await t.rejects(objects.commit([commit({ sign })]), {
    code: 'signing',
    data: { why: 'there is no git program' },
  });
  t.equal(on.git('for-each-ref', 'refs/runs'), '');
});
