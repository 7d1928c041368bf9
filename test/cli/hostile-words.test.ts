/** Words that other programs take for options, scripts or revisions; and a repository that would run programs. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../support/cli.ts';
import { sampled } from '../support/extent.ts';
import { snapshotOf } from '../support/snapshot-of.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';
import type { TemporaryRepository } from '../support/temporary-repository.ts';

const canaryOf = ({ home }: TemporaryRepository) => join(home, 'canary');

t.test('no word is taken for an option, a script or a revision', async t => {
  const { on, run: newRun, save } = await storeBench(t);
  await save(newRun({ name: 'otter' }), { files: storedFiles({ 'artifacts/model': 'x' }) });
  const canary = canaryOf(on);
  const run = cli(on);
  const words = [
    '--output=canary',
    `--upload-pack=touch ${canary}`,
    `ext::sh -c 'touch ${canary}'`,
    `$(touch ${canary})`,
    `;touch ${canary};`,
    '@{-1}',
    '%PATH%',
    'a\nb',
    '../../../nowhere/passwd',
  ];
  const before = snapshotOf(on.path);
  for (const word of sampled(words, 3)) {
    const given: readonly (readonly string[])[] = [
      ['show', '--', word],
      ['plot', '--', word],
      ['plot', '-m', word],
      ['plot', '--scatter', word],
      ['plot', '--colour', word, '--histogram', 'duration'],
      ['log', '-e', word],
      ['log', '--status', word],
      ['log', '--columns', word],
      ['log', '--sort', word],
      ['log', '--format', `%(${word})`],
      ['export', '--', word],
      ['tail', '--', word],
      ['artifact', 'list', '--', word],
      ['artifact', 'get', '--', `${word}:${word}`],
      ['artifact', 'get', '--', `otter:${word}`],
      ['artifact', 'cat', '--', `otter:${word}`],
      ['artifact', 'add', 'otter', '--', word],
      ['checkout', '--', word],
      ['rerun', '--', word],
      ['tag', '--', word, 'a=b'],
      ['note', '--', word, 'b'],
      ['rm', '--', word],
      ['fsck', '--', word],
      ['stop', '--', word],
      ['experiment', 'show', '--', word],
      ['experiment', 'rm', '--', word],
      ['exec', '--source', word, '--', 'true'],
      ['exec', '--signal', word, '--', 'true'],
      [word],
    ];
    for (const line of given) {
      const { exitCode, stderr } = await run(...line);
      const said = JSON.stringify(line).slice(0, 70);
      t.notOk(stderr.includes('this should not have happened'), `${said}: ${stderr}`);
      // What cannot be meant is refused: a list may well be empty, and an unknown column too.
      const isList = line[0] === 'log' && (line[1] === '--columns' || line[1] === '--sort');
      if (!isList) t.not(exitCode, 0, said);
    }
  }
  t.notOk(existsSync(canary));
  t.same(snapshotOf(on.path), before, 'nothing was changed');
});

t.test('what a repository would have executed is not, when a run is looked at', async t => {
  const bench = await storeBench(t, { files: { 'train.py': 'print(1)\n' } });
  const { on, repository } = bench;
  const canary = canaryOf(on);
  const [stranger] = await repository.objects.commit([
    {
      ref: 'refs/heads/stranger',
      changes: [
        {
          path: '.gitattributes',
          mode: '100644',
          content: '* filter=x diff=x merge=x text eol=crlf ident\n',
        },
        {
          path: '.gitmodules',
          mode: '100644',
          content: '[submodule "s"]\n\tpath = s\n\turl = -u./payload\n\tupdate = !touch canary\n',
        },
        { path: 's', mode: '160000', oid: '1'.repeat(40) },
        { path: 'x.py', mode: '100755', content: '$Id$\n' },
      ],
      author: AUTHOR,
      time: 1,
      message: 'x\n',
    },
  ]);
  const { commit = '', tree = '' } = stranger ?? {};
  const sample = bench.run({ name: 'otter' });
  await bench.save(
    { ...sample, source: { ...sample.source, commit, tree } },
    {
      files: storedFiles({
        'artifacts/model': 'x',
        'logs/000000.log': 'l\n',
        'artifacts/.gitattributes': '* filter=x\n',
      }),
    },
  );
  on.git('update-ref', '-d', 'refs/heads/stranger');
  const hook = `touch '${canary}'`;
  for (const name of [
    'post-checkout',
    'pre-commit',
    'reference-transaction',
    'post-index-change',
    'post-rewrite',
    'pre-auto-gc',
  ])
    on.write(`hooks/${name}*`, `#!/bin/sh\n${hook}\n`);
  on.git('config', 'core.hooksPath', join(on.path, 'hooks'));
  for (const name of ['post-checkout', 'reference-transaction', 'post-index-change'])
    on.write(`.git/hooks/${name}*`, `#!/bin/sh\n${hook}\n`);
  // Of the user's own files it is the user who chooses the filter, and `git status` asks it: only the stranger's choice counts here.
  writeFileSync(join(on.home, 'attributes'), '* diff=x merge=x\n');
  writeFileSync(
    join(on.home, 'included'),
    `[alias]\n\tlog = !${hook}\n\tls-tree = !${hook}\n\tcat-file = !${hook}\n`,
  );
  const keys = {
    'core.fsmonitor': hook,
    'filter.x.clean': `${hook}; cat`,
    'filter.x.smudge': `${hook}; cat`,
    'filter.x.required': 'true',
    'diff.x.textconv': hook,
    'diff.x.command': hook,
    'merge.x.driver': hook,
    'diff.external': hook,
    'core.sshCommand': hook,
    'gpg.program': hook,
    'gpg.ssh.program': hook,
    'commit.gpgSign': 'true',
    // An edit that is to be signed is signed by the program that is named for it, as a commit is.
    'run.sign': 'false',
    'core.editor': hook,
    'core.pager': hook,
    'core.askPass': hook,
    'sequence.editor': hook,
    'credential.helper': `!${hook}`,
    'uploadpack.packObjectsHook': hook,
    'submodule.recurse': 'true',
    'alias.worktree': `!${hook}`,
    'core.attributesFile': join(on.home, 'attributes'),
    'include.path': join(on.home, 'included'),
  };
  on.git('add', 'hooks');
  on.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '--no-gpg-sign', '-m', 'hooks');
  for (const [key, value] of Object.entries(keys))
    on.git('config', key, value.replace(hook, `echo ${key} >> '${canary}'`));
  // Git itself has run some by now: they work.
  t.ok(existsSync(canary));
  rmSync(canary);
  const run = cli(on);
  const out = join(on.home, 'out');
  const lines: readonly (readonly [number, ...string[]])[] = [
    [0, 'log'],
    [0, 'show', 'otter'],
    [0, 'show', 'otter', '--log'],
    [0, 'show', 'otter', '--metrics'],
    [0, 'tail', 'otter'],
    [0, 'artifact', 'list', 'otter'],
    [0, 'artifact', 'cat', 'otter:model'],
    [0, 'artifact', 'get', 'otter', '--to', join(out, 'artifacts')],
    [0, 'checkout', 'otter', '--path', join(out, 'worktree')],
    [0, 'checkout', 'otter', '--artifacts-only', '--path', join(out, 'only')],
    [0, 'checkout', 'otter', '--in-place'],
    [1, 'rerun', 'otter'],
    [0, 'fsck'],
    [0, 'tag', 'otter', 'a=b'],
    [0, 'rm', 'otter'],
    [0, 'recover'],
  ];
  for (const [code, ...line] of lines) {
    const { exitCode, stderr } = await run(...line);
    t.equal(exitCode, code, `${line.join(' ')}: ${stderr}`);
    t.notOk(existsSync(canary), `${line.join(' ')}: ${existsSync(canary) && readFileSync(canary)}`);
  }
  t.same(readdirSync(join(out, 'worktree')).sort(), [
    '.git',
    '.gitattributes',
    '.gitmodules',
    'model',
    's',
    'x.py',
  ]);
  t.same(readdirSync(join(out, 'worktree/s')), []);
});
