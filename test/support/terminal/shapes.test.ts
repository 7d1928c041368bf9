import t from 'tap';
import { shapesOf } from './shapes.ts';

const paths = (char: string) => shapesOf(char, 0, 0)?.map(({ pen, path }) => `${pen} ${path}`);

t.test('lines go from the middle of a cell to its edges, each with its weight', async t => {
  t.same(paths('─'), ['light M4.5 10.5H0M4.5 10.5H9']);
  t.same(paths('┐'), ['light M4.5 10.5H0M4.5 10.5V20']);
  t.same(paths('┡'), ['light M4.5 10.5V20', 'heavy M4.5 10.5V0M4.5 10.5H9']);
  t.same(paths('╋'), ['heavy M4.5 10.5H0M4.5 10.5V0M4.5 10.5H9M4.5 10.5V20']);
  t.same(paths('╿'), ['light M4.5 10.5V20', 'heavy M4.5 10.5V0']);
  t.same(paths('╭'), ['light M4.5 20V15Q4.5 10.5 9 10.5']);
});

t.test('dots of braille stand evenly over the cells', async t => {
  t.same(paths('⠁'), ['dot M2.25 2.5h0']);
  t.same(paths('⢀'), ['dot M6.75 17.5h0']);
  t.equal(paths('⣿')?.[0]?.match(/M/g)?.length, 8);
});

t.test('blocks fill their part of a cell', async t => {
  t.same(paths('▀'), ['area M0 0h9v10h-9z']);
  t.same(paths('▂'), ['area M0 20h9v-5h-9z']);
  t.same(paths('█'), ['area M0 20h9v-20h-9z']);
  t.same(paths('▌'), ['area M0 0h4.5v20h-4.5z']);
  t.same(paths('▐'), ['area M4.5 0h4.5v20h-4.5z']);
  t.same(paths('▚'), ['area M0 0h4.5v10h-4.5zM4.5 10h4.5v10h-4.5z']);
});

t.test('what is neither line, block nor dot is left to a font', async t => {
  for (const char of ['a', ' ', '日', '●', '═', '░', '']) t.equal(paths(char), undefined, char);
});

t.test('every dash, line and block has a shape', async t => {
  for (let code = 0x2500; code <= 0x259f; code++) {
    const char = String.fromCharCode(code);
    if (!/[═-╬░▒▓]/.test(char))
      t.ok(
        shapesOf(char, 0, 0)?.every(({ path }) => /\d/.test(path)),
        char,
      );
  }
});
