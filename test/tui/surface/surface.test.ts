import fc from 'fast-check';
import t from 'tap';
import type { Rect } from '../../../src/tui/surface/rect.ts';
import { sliceCells } from '../../../src/tui/surface/slice-cells.ts';
import { openSurface, type Region, type Surface } from '../../../src/tui/surface/surface.ts';
import { screenModel } from '../../support/terminal/screen-model.ts';

const [COLUMNS, ROWS] = [24, 8];

/** A surface, the screen it is written to, and what was written. */
function bench() {
  const screen = screenModel(COLUMNS, ROWS, () => {});
  // As the session has it: nothing goes on in the next line.
  screen.write('\x1b[?7l');
  const written: string[] = [];
  const surface = openSurface(text => {
    written.push(text);
    screen.write(text);
  });
  return {
    surface,
    written,
    lines: () => look(() => screen.lines()),
    picture: () => look(() => pictureOf(screen)),
  };
  function look<T>(see: () => T): Promise<T> {
    return new Promise(resolve => screen.write('', () => resolve(see())));
  }
}

/** All that is to be seen. */
function pictureOf({ cell, cursor }: ReturnType<typeof screenModel>) {
  const cells = Array.from({ length: ROWS * COLUMNS }, (_, at) => {
    const { char, width, bold, fg } = cell(at % COLUMNS, Math.floor(at / COLUMNS));
    return `${char}${width}${bold}${fg}`;
  });
  const { x, y, visible } = cursor();
  return { cells, cursor: visible ? [x, y] : undefined };
}

const frameOf = (lines: readonly string[]) =>
  Array.from({ length: ROWS }, (_, y) => lines[y] ?? '').join('\n');
const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });

t.test('regions are painted over the frame', async t => {
  const { surface, lines } = bench();
  surface.frame(frameOf(['one', 'two']));
  surface.region('list', { rect: rect(4, 1, 6, 2), lines: ['a', 'b', 'too many'] });
  surface.flush();
  t.same((await lines()).slice(0, 4), ['one', 'two a', '    b', '']);
});

t.test('what has not changed is not written, and nothing where nothing has', async t => {
  const { surface, written } = bench();
  surface.frame(frameOf(['one', 'two']));
  surface.region('list', { rect: rect(0, 3, 6, 2), lines: ['a', 'b'] });
  surface.flush();
  written.length = 0;
  surface.frame(frameOf(['one', 'two']));
  surface.flush();
  t.same(written, []);
  surface.region('list', { rect: rect(0, 3, 6, 2), lines: ['a', 'c'] });
  surface.flush();
  t.equal(written.length, 1);
  t.match(written[0], 'c');
  t.notMatch(written[0], /one|two|a/);
});

t.test('what happens in one turn is painted once', async t => {
  const { surface, written } = bench();
  for (const text of ['a', 'b', 'c']) surface.frame(frameOf([text]));
  await new Promise(resolve => setImmediate(resolve));
  t.equal(written.length, 1);
  t.match(written[0], /^\x1b\[\?2026h.*c.*\x1b\[\?2026l$/s);
});

t.test('a dialog lies above the regions, and what it leaves open covers them', async t => {
  const { surface, lines } = bench();
  surface.frame(frameOf(['', '   ╭──╮', '   │', '   ╰──╯']));
  surface.region('list', {
    rect: rect(0, 0, 12, 4),
    lines: ['x'.repeat(12), 'x'.repeat(12), 'x'.repeat(12)],
  });
  surface.above(rect(3, 1, 4, 3));
  surface.flush();
  t.same((await lines()).slice(0, 4), ['xxxxxxxxxxxx', 'xxx╭──╮xxxxx', 'xxx│   xxxxx', '   ╰──╯']);
  surface.frame(frameOf([]));
  surface.above(undefined);
  surface.flush();
  t.same((await lines()).slice(0, 3), ['xxxxxxxxxxxx', 'xxxxxxxxxxxx', 'xxxxxxxxxxxx']);
});

t.test('a wide character at the edge of a dialog gives way, and the dialog does not move', async t => {
  const { surface, lines } = bench();
  surface.frame(frameOf(['    ╭╮']));
  surface.region('list', { rect: rect(1, 0, 12, 1), lines: ['日本語日本語'] });
  surface.above(rect(4, 0, 2, 1));
  surface.flush();
  t.equal((await lines())[0], ' 日 ╭╮ 日本語');
});

t.test('rows of a frame that are no more are emptied', async t => {
  const { surface, lines } = bench();
  surface.frame('one\ntwo\nthree');
  surface.flush();
  surface.frame('one');
  surface.flush();
  t.same((await lines()).slice(0, 3), ['one', '', '']);
});

t.test('the cursor is shown where it is said, and nowhere else', async t => {
  const { surface, picture, written } = bench();
  surface.frame(frameOf(['one']));
  surface.cursor({ x: 3, y: 0 });
  surface.flush();
  t.same((await picture()).cursor, [3, 0]);
  surface.frame(frameOf(['one', 'two']));
  surface.flush();
  t.same((await picture()).cursor, [3, 0]);
  written.length = 0;
  surface.cursor(undefined);
  surface.flush();
  t.equal((await picture()).cursor, undefined);
  surface.flush();
  t.equal(written.length, 1);
});

/** What was written since, as far as it is about pictures. */
const pictures = (written: string[]) =>
  written
    .splice(0)
    .join('')
    .match(/<[^>]*>/g) ?? [];
const withPicture = (sequence: string, erase?: string): Region => ({
  rect: rect(10, 2, 8, 3),
  lines: [],
  picture: { sequence, erase },
});

t.test('a picture is printed once, and again only where a row below it was painted', async t => {
  const { surface, written } = bench();
  surface.frame(frameOf([]));
  surface.region('preview', withPicture('<cat>', '<no cat>'));
  surface.flush();
  t.same(pictures(written), ['<cat>']);
  surface.frame(frameOf(['another title']));
  surface.flush();
  t.same(pictures(written), [], 'the row is above it');
  surface.frame(frameOf(['another title', '', '', 'beside it']));
  surface.flush();
  t.same(pictures(written), ['<no cat>', '<cat>']);
});

t.test('a picture goes with its region, another one takes its place', async t => {
  const { surface, written } = bench();
  surface.frame(frameOf([]));
  surface.region('preview', withPicture('<cat>', '<no cat>'));
  surface.flush();
  pictures(written);
  surface.region('preview', withPicture('<dog>', '<no dog>'));
  surface.flush();
  t.same(pictures(written), ['<no cat>', '<dog>']);
  surface.region('preview', undefined);
  surface.flush();
  t.same(pictures(written), ['<no dog>']);
  surface.frame(frameOf(['more']));
  surface.flush();
  t.same(pictures(written), []);
});

t.test('a picture that only text takes away is painted over', async t => {
  const { surface, written } = bench();
  surface.frame(frameOf([]));
  surface.region('preview', withPicture('<cat>'));
  surface.flush();
  written.length = 0;
  surface.region('preview', { rect: rect(10, 2, 8, 3), lines: [] });
  surface.flush();
  for (const row of [3, 4, 5]) t.match(written[0], `\x1b[${row};1H\x1b[m\x1b[K`);
  t.notMatch(written[0], '\x1b[6;1H');
});

t.test('below a dialog there is no picture, behind it there is one again', async t => {
  const { surface, written } = bench();
  surface.frame(frameOf([]));
  surface.region('preview', withPicture('<cat>', '<no cat>'));
  surface.flush();
  pictures(written);
  surface.above(rect(0, 0, 4, 2));
  surface.flush();
  t.same(pictures(written), ['<no cat>']);
  surface.above(undefined);
  surface.flush();
  t.same(pictures(written), ['<cat>']);
});

t.test('a screen that was lost is painted whole, with its picture', async t => {
  const { surface, written, picture } = bench();
  surface.frame(frameOf(['one']));
  surface.region('preview', withPicture('<cat>', '<no cat>'));
  surface.cursor({ x: 1, y: 1 });
  surface.flush();
  const before = await picture();
  pictures(written);
  surface.redraw();
  surface.flush();
  t.same(pictures(written), ['<no cat>', '<cat>']);
  t.same(await picture(), before);
});

const text = fc
  .array(fc.constantFrom('a', 'b', ' ', '日', 'é', '\x1b[1mB\x1b[22m', '\x1b[31mr\x1b[39m'), {
    maxLength: COLUMNS,
  })
  .map(pieces => pieces.join(''));
const place = fc
  .tuple(
    fc.nat(COLUMNS - 2),
    fc.nat(ROWS - 1),
    fc.integer({ min: 1, max: COLUMNS }),
    fc.integer({ min: 1, max: ROWS }),
  )
  .map(([x, y, width, height]) => rect(x, y, Math.min(width, COLUMNS - x), Math.min(height, ROWS - y)));
const region = fc
  .tuple(place, fc.array(text, { maxLength: ROWS + 2 }))
  .map(([at, lines]): Region => ({ rect: at, lines: lines.map(line => sliceCells(line, 0, at.width)) }));

type Step = (surface: Surface, screen: Shape) => void;

/** What was said last of everything. */
interface Shape {
  frame: string;
  readonly regions: Map<string, Region>;
  hole: Rect | undefined;
  cursor: { x: number; y: number } | undefined;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.array(text, { maxLength: ROWS }).map(
    (lines): Step =>
      (surface, shape) => {
        shape.frame = frameOf(lines.map(line => sliceCells(line, 0, COLUMNS)));
        surface.frame(shape.frame);
      },
  ),
  fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(region, { nil: undefined })).map(
    ([name, next]): Step =>
      (surface, shape) => {
        if (next === undefined) shape.regions.delete(name);
        else shape.regions.set(name, next);
        surface.region(name, next);
      },
  ),
  fc.option(place, { nil: undefined }).map(
    (hole): Step =>
      (surface, shape) => {
        shape.hole = hole;
        surface.above(hole);
      },
  ),
  fc.option(fc.record({ x: fc.nat(COLUMNS - 1), y: fc.nat(ROWS - 1) }), { nil: undefined }).map(
    (at): Step =>
      (surface, shape) => {
        shape.cursor = at;
        surface.cursor(at);
      },
  ),
  fc.constant<Step>(surface => surface.redraw()),
  fc.constant<Step>(surface => surface.flush()),
);

t.test('whatever happens, in the end it looks as if it had been painted at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
      const [slow, once] = [bench(), bench()];
      const shape: Shape = { frame: frameOf([]), regions: new Map(), hole: undefined, cursor: undefined };
      slow.surface.frame(shape.frame);
      for (const act of steps) act(slow.surface, shape);
      slow.surface.flush();
      once.surface.frame(shape.frame);
      for (const [name, one] of shape.regions) once.surface.region(name, one);
      once.surface.above(shape.hole);
      once.surface.cursor(shape.cursor);
      once.surface.flush();
      const [found, expected] = [await slow.picture(), await once.picture()];
      if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error('it looks different');
    }),
    { numRuns: 150 },
  );
});
