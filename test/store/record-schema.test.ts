import t from 'tap';
import { storedExperiment, storedModel } from '../../src/store/record-schema.ts';

t.test('a format, once written, is read for ever: a change of this snapshot needs a new version', async t => {
  const fields = (entries: object) => Object.keys(entries).sort().join(' ');
  t.equal(fields(storedExperiment.entries), 'created description id name removed tags version');
  t.equal(
    fields(storedModel.entries),
    'aliases created description id name removed tags updated version versions',
  );
  t.equal(
    fields(storedModel.entries.versions.item.entries),
    'created description id location model number removed run runLink source stage tags updated',
  );
});
