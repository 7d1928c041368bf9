import fc from 'fast-check';
import t from 'tap';
import { seekLine } from '../../../src/tui/hooks/seek-line.ts';
import type { LogPart } from '../../../src/tui/state/log-bytes.ts';
import { wantedText } from '../../../src/tui/state/log-search.ts';

interface Given {
  readonly parts: readonly string[];
  readonly from: number;
  readonly step: 1 | -1;
  readonly text?: string;
}

async function sought({ parts: texts, from, step, text = 'x' }: Given) {
  let start = 0;
  const parts = texts.map((part, at): LogPart => {
    const bytes = Buffer.byteLength(part);
    start += bytes;
    return { name: String(at), start: start - bytes, bytes };
  });
  const read: string[] = [];
  const heard: string[] = [];
  const found = await seekLine({
    ...{ parts, from, step, wanted: wantedText(text), signal: new AbortController().signal },
    async read({ name }) {
      read.push(name);
      return Buffer.from(texts[Number(name)] as string);
    },
    hear: (done, total) => heard.push(`${done}/${total}`),
  });
  return { found, read, heard };
}

t.test('part after part is read, no further than to what is looked for', async t => {
  const parts = ['a\n', 'b\n', 'x\n', 'c\n'];
  const down = await sought({ parts, from: 2, step: 1 });
  t.same(down, { found: { at: 4, isAround: false }, read: ['1', '2'], heard: ['0/4', '1/4'] });
  const up = await sought({ parts, from: 4, step: -1 });
  t.same(up.found, { at: 4, isAround: true });
  t.same(up.read, ['1', '0', '3', '2']);
  t.equal((await sought({ parts, from: 0, step: 1, text: 'nowhere' })).found, undefined);
});

t.test('a line that parts are cut in is searched as one', async t => {
  const parts = ['one\ntw', 'o\nth', 'ree\n'];
  for (const step of [1, -1] as const) {
    t.same((await sought({ parts, from: 0, step, text: '^two$' })).found?.at, 4);
    t.same((await sought({ parts, from: 0, step, text: '^three$' })).found?.at, 8);
    t.same((await sought({ parts, from: 0, step, text: '^o' })).found?.at, 0);
  }
  t.same((await sought({ parts: ['a\nb', 'cd', 'e\n'], from: 0, step: 1, text: 'e' })).found?.at, 2);
});

t.test('it is the next line there is, whichever way and wherever parts are cut', async t => {
  const lines = fc.array(fc.constantFrom('x\n', 'a\n', 'bb x\n', '\n'), { minLength: 1, maxLength: 12 });
  const holds = fc.assert(
    fc.asyncProperty(
      lines,
      fc.nat(12),
      fc.constantFrom<1 | -1>(1, -1),
      fc.nat(40),
      async (given, nth, step, cut) => {
        const starts = given.map((_, at) => given.slice(0, at).join('').length);
        const text = given.join('');
        const from = starts[nth % starts.length] as number;
        const parts = [text.slice(0, cut), text.slice(cut)].filter(part => part !== '');
        const hits = starts.filter((_, at) => given[at]?.includes('x'));
        const ahead = step > 0 ? hits.find(at => at >= from) : hits.findLast(at => at < from);
        const around = step > 0 ? hits[0] : hits.at(-1);
        const { found } = await sought({ parts, from, step });
        return found?.at === (ahead ?? around);
      },
    ),
  );
  await t.resolves(holds);
});

t.test('a part that cannot be read is passed over, and a search that is stopped finds nothing', async t => {
  const parts = [
    { name: '0', start: 0, bytes: 2 },
    { name: '1', start: 2, bytes: 2 },
  ];
  const stopping = new AbortController();
  const common = {
    parts,
    from: 0,
    step: 1,
    wanted: wantedText('x'),
    signal: stopping.signal,
    hear() {},
  } as const;
  const read = async ({ name }: LogPart) => {
    if (name === '0') throw new Error('gone');
    return Buffer.from('x\n');
  };
  t.same((await seekLine({ ...common, read }))?.at, 2);
  const stop = async () => {
    stopping.abort();
    return Buffer.from('x\n');
  };
  t.equal(await seekLine({ ...common, read: stop }), undefined);
});
