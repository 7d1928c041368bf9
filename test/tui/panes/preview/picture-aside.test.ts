import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { picturePreview } from '../../../../src/tui/panes/preview/picture.ts';
import { pictureAside } from '../../../../src/tui/panes/preview/picture-aside.ts';
import { previewedFile } from '../../../../src/tui/panes/preview/previewed-file.ts';
import { encodePng } from '../../../../src/tui/picture/encode-png.ts';
import { pixels } from '../../../support/pictures.ts';

const wish = { columns: 40, rows: 20, how: 'blocks', depth: 24, background: 'dark' } as const;
const asked = (bytes: Uint8Array) => ({ file: previewedFile('a.png', bytes, bytes.length), wish });
const small = encodePng(pixels(40, 20, x => [x * 6, 0, 0]));
const large = encodePng(pixels(1000, 1000, (x, y) => [x % 256, y % 256, 0]));
const never = new AbortController().signal;

const isBuilt = existsSync(join(import.meta.dirname, '../../../../dist/picture-worker.js'));
const built = { skip: !isBuilt && 'not built' };

t.test(
  'a large picture is the same in a thread of its own, and other work goes on meanwhile',
  built,
  async t => {
    let turns = 0;
    const work = setInterval(() => turns++, 1);
    const shown = await pictureAside(asked(large), never).finally(() => clearInterval(work));
    t.same(shown, picturePreview(asked(large).file, wish));
    t.ok(turns > 5, `${turns} turns`);
  },
);

t.test('a small one, and what is no picture, needs no thread', async t => {
  t.same(await pictureAside(asked(small), never), picturePreview(asked(small).file, wish));
  t.equal(await pictureAside(asked(Buffer.from('text')), never), undefined);
});

t.test('one that nobody waits for any more is given up', built, async t => {
  const leaving = new AbortController();
  const shown = pictureAside(asked(large), leaving.signal);
  leaving.abort();
  await t.rejects(shown, { message: 'it was given up' });
});

t.test('a damaged one says so', async t => {
  const damaged = Buffer.from(large);
  damaged.fill(0, damaged.length >> 1);
  t.match((await pictureAside(asked(damaged), never))?.lines.join(), 'It cannot be shown');
});
