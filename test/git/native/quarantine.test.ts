import { readdirSync } from 'node:fs';
import t from 'tap';
import { findObjectFiles } from '../../../src/git/native/object-files.ts';
import { quarantineIn } from '../../../src/git/native/quarantine.ts';
import { blob } from '../../support/damage.ts';
import { programBench } from '../../support/git-program.ts';
import { treeOf } from '../../support/tree-of.ts';

t.test(
  'what is put aside is not seen by Git, comes back as it was, and is gone for good when it is emptied',
  async t => {
    const { on, git, objects } = programBench(t, { files: { a: 'one\n' } });
    on.git('repack', '-q', '-a', '-d', '--write-bitmap-index');
    const loose = blob(on, 'two\n');
    const packed = on.git('rev-parse', 'HEAD:a');
    const before = treeOf(objects);
    const files = await findObjectFiles(git, objects, new Set([loose, packed]));
    const putAside = async () => {
      const quarantine = quarantineIn(objects);
      for (const pack of files.packs) await quarantine.putPack(pack);
      for (const file of files.loose) await quarantine.putLoose(file);
    };
    const seen = () => on.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)');
    await putAside();
    t.equal(seen(), '');
    await quarantineIn(objects).restore();
    t.same(treeOf(objects), before);
    await putAside();
    await putAside();
    await quarantineIn(objects).empty();
    t.equal(seen(), '');
    t.notOk(readdirSync(objects).includes('git-run-removing'));
    await quarantineIn(objects).restore();
  },
);
