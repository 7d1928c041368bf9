import t, { type Test } from 'tap';
import { readLines } from '../../../src/capture/metrics/lines.ts';
import { put } from '../../support/ended-job.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

async function lines(t: Test, content: string | Buffer): Promise<(string | undefined)[]> {
  const all: (string | undefined)[] = [];
  for await (const some of readLines(put(temporaryDirectory(t), 'lines', content))) all.push(...some);
  return all;
}

t.test('lines are what stands between line breaks', async t => {
  t.same(await lines(t, 'a\nb\n'), ['a', 'b']);
  t.same(await lines(t, 'a\n\nb'), ['a', '', 'b']);
  t.same(await lines(t, ''), []);
  t.same(await lines(t, '\n'), ['']);
  t.same(await lines(t, '\ufeffa\r\nb'), ['a\r', 'b']);
});

t.test('lines and characters across chunks stay whole', async t => {
  const expected = Array.from({ length: 9000 }, (_, index) => `${'é'.repeat(index % 37)}🦦${index}`);
  expected.push('é'.repeat(100_000), 'end');
  t.same(await lines(t, expected.join('\n')), expected);
});

t.test('a line over 1 MiB is passed over, the ones around it are not', async t => {
  const long = 'x'.repeat(2 ** 20);
  t.same(await lines(t, `a\n${long}\n${long}x\nb\n${long}x`), ['a', long, undefined, 'b', undefined]);
});
