import t from 'tap';
import { seriesOfChunks } from '../../../src/cli/ui/series-of-chunks.ts';

t.test('stretches of a metric are one series, its seconds those since the start', async t => {
  const chunks = [
    { key: 'loss', step: [0, 1], value: [3, 2], time: [1000, 1001] },
    { key: 'acc', step: [0], value: [0.5], time: [1000] },
    { key: 'loss', step: [2], value: [1], time: [1002.5] },
  ];
  const found = seriesOfChunks(chunks, 999_000);
  t.same([...found.keys()], ['loss', 'acc']);
  t.same([...(found.get('loss')?.step ?? [])], [0, 1, 2]);
  t.same([...(found.get('loss')?.seconds ?? [])], [1, 2, 3.5]);
  t.same([...(found.get('loss')?.y ?? [])], [3, 2, 1]);
});
