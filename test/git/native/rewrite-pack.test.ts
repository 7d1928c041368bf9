import { statSync, utimesSync, writeFileSync } from 'node:fs';
import t from 'tap';
import { findObjectFiles, type PackFile } from '../../../src/git/native/object-files.ts';
import { rewritePack } from '../../../src/git/native/rewrite-pack.ts';
import { programBench } from '../../support/git-program.ts';

t.test('all other objects are in a new pack as old as the first, with what belongs to it', async t => {
  const { on, git, objects } = programBench(t, { files: { a: 'one\n', b: 'two\n' } });
  on.git('repack', '-q', '-a', '-d');
  const a = on.git('rev-parse', 'HEAD:a');
  const packOf = async (oid: string) =>
    (await findObjectFiles(git, objects, new Set([oid]))).packs as PackFile[];
  const [first] = (await packOf(a)) as [PackFile];
  const old = new Date(Date.now() - 1e9);
  utimesSync(`${first.base}.pack`, old, old);
  writeFileSync(`${first.base}.promisor`, '');
  const [pack] = (await packOf(a)) as [PackFile];
  const bytes = await rewritePack(git, pack, new Set([a]));
  const b = on.git('rev-parse', 'HEAD:b');
  const second = (await packOf(b)).find(({ base }) => base !== first.base) as PackFile;
  t.same([...second.oids].sort(), first.oids.filter(oid => oid !== a).sort());
  t.equal(bytes, second.size);
  t.equal(Math.round(second.modified), Math.round(pack.modified));
  t.ok(statSync(`${second.base}.promisor`));
  t.ok(statSync(`${first.base}.pack`), 'the first is still there');
});

t.test('where nothing is left there is no pack', async t => {
  const { on, git, objects } = programBench(t);
  on.git('repack', '-q', '-a', '-d');
  const [pack] = (await findObjectFiles(git, objects, new Set([on.git('rev-parse', 'HEAD')]))).packs as [
    PackFile,
  ];
  t.equal(await rewritePack(git, pack, new Set(pack.oids)), 0);
});
