import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { comparePair } from '../../../src/cli/diff/pair.ts';
import { sideOf } from '../../../src/cli/diff/sides.ts';
import type { DiffWish } from '../../../src/cli/diff/wish.ts';
import { findRun } from '../../../src/cli/find-run.ts';
import { SECTIONS } from '../../../src/query/side.ts';
import { worldOf } from '../../support/cli.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';

const on = await openedRepository(t, { files: { 'train.sh': 'true\n' } });
await recordRun(on, ['sh', 'train.sh'], { request: { name: 'a' } });
on.write('train.sh', 'true # more\n');
await recordRun(on, ['sh', 'train.sh'], { request: { name: 'b' } });

const usual: DiffWish = {
  ...{ sections: [], format: 'table', forms: ['stat'], paths: [], content: false, rows: false, all: false },
};

async function compared(wish: Partial<DiffWish>, terminal?: { columns: number; rows: number }) {
  const context = createContext(worldOf(on, { now: Date.now, ...(terminal && { terminal }) }).world);
  t.teardown(() => context.close());
  const [a, b] = [await findRun(context, 'a'), await findRun(context, 'b')];
  const sides = [await sideOf(context, a, SECTIONS), await sideOf(context, b, SECTIONS)] as const;
  return comparePair(context, ...sides, { ...usual, ...wish });
}

async function bytes(pieces: AsyncIterable<Buffer> | undefined): Promise<string> {
  const all: Buffer[] = [];
  if (pieces !== undefined) for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

t.test('two runs of other code differ in that', async t => {
  const { same, text } = await compared({});
  t.equal(same, false);
  t.match(await text?.(), /\nCode .*\n train\.sh \| 2 \+-\n/);
  t.equal((await compared({ sections: ['params'] })).same, true);
});

t.test('the code alone is in a pipe what Git prints, to the byte, and on a terminal guarded', async t => {
  const { pieces, text } = await compared({ sections: ['code'], forms: ['patch'] });
  t.equal(text, undefined);
  t.match(await bytes(pieces), /^diff --git a\/train\.sh b\/train\.sh\n(.|\n)*\n-true\n\+true # more\n$/);
  const shown = await compared({ sections: ['code'], forms: ['patch'] }, { columns: 80, rows: 24 });
  t.match(await shown.text?.(), '\x1b[31m-true\x1b[m\n');
});

t.test('every format tells the files', async t => {
  for (const format of ['json', 'csv', 'md', 'html'] as const)
    t.match(await (await compared({ format })).text?.(), 'train.sh', format);
});
