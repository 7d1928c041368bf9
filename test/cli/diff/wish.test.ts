import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { isColoured, wishOf } from '../../../src/cli/diff/wish.ts';
import { styles } from '../../../src/view/style.ts';
import { worldOf } from '../../support/cli.ts';

const FLAGS = {
  ...{ outcome: false, command: false, params: false, metrics: false, code: false, environment: false },
  ...{ inputs: false, artifacts: false, json: false, csv: false, md: false, html: false },
  ...{ patch: false, stat: false, nameOnly: false, content: false, rows: false, all: false },
};

t.test('of the code it is told how much, unless a patch or names are wanted', async t => {
  t.match(wishOf(FLAGS, []), { sections: [], format: 'table', forms: ['stat'] });
  t.same(wishOf({ ...FLAGS, patch: true }, []).forms, ['patch']);
  t.same(wishOf({ ...FLAGS, patch: true, stat: true }, []).forms, ['stat', 'patch']);
  t.throws(() => wishOf({ ...FLAGS, patch: true, nameOnly: true }, []), { code: 'usage' });
});

t.test('paths, and names of files, are of the code', async t => {
  t.same(wishOf(FLAGS, ['src']).sections, ['code']);
  t.same(wishOf({ ...FLAGS, nameOnly: true }, []).sections, ['code']);
  t.same(wishOf({ ...FLAGS, params: true, code: true }, ['src']).sections, ['params', 'code']);
});

t.test('content is that of artifacts, whatever else is named', async t => {
  t.same(wishOf({ ...FLAGS, content: true }, []).sections, []);
  t.same(wishOf({ ...FLAGS, content: true, code: true }, []).sections, ['code', 'artifacts']);
});

t.test('an answer has one format', async t => {
  t.equal(wishOf({ ...FLAGS, md: true }, []).format, 'md');
  t.throws(() => wishOf({ ...FLAGS, md: true, html: true }, []), { message: '--md or --html, not both' });
});

t.test('colours are those of the terminal', async t => {
  const world = (options: object) => createContext(worldOf({ path: '/', env: {} }, options).world);
  t.equal(isColoured(world({})), false);
  t.equal(isColoured(world({ terminal: { columns: 80, rows: 24 } })), true);
  const weights = { ...styles(false), bold: (text: string) => `**${text}**` };
  t.equal(isColoured({ ...world({}), styleOf: () => weights }), false);
});
