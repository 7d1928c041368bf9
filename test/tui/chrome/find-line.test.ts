import t from 'tap';
import { findLine } from '../../../src/tui/chrome/find-line.ts';
import { EMPTY_FIELD, fieldOf } from '../../../src/tui/state/field.ts';
import { unstyled } from '../../../src/view/style.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const THEME = { ...PLAIN_THEME, cursor: (text: string) => `[${text}]` };
const line = (field = EMPTY_FIELD, width = 40) => unstyled(findLine(field, width, THEME));

t.test('it says that one may type, and where the next letter goes', async t => {
  t.equal(line(), 'find: [ ] type a few letters');
  t.equal(line(fieldOf('acc')), 'find: acc[ ]');
  t.equal(line({ text: 'acc', at: 1 }), 'find: a[c]c');
});

t.test('what is too long is cut', async t => {
  t.equal(line(fieldOf('abcdefghij'), 14), 'find: abcde…');
});
