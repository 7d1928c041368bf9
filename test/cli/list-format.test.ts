import t from 'tap';
import { formatOf, writingOf } from '../../src/cli/list-format.ts';

const none = {
  oneline: false,
  template: undefined,
  porcelain: undefined,
  nul: false,
  graph: false,
  json: false,
  csv: false,
  md: false,
  latex: false,
};

t.test('a list is a table, where nothing else was asked for', async t => {
  t.equal(formatOf(none), 'table');
  t.equal(formatOf({ ...none, md: true }), 'md');
  t.equal(formatOf({ ...none, template: '' }), 'template');
});

t.test('it is written in one way', async t => {
  t.throws(() => formatOf({ ...none, csv: true, md: true }), { message: '--csv or --md, not both' });
  t.throws(() => formatOf({ ...none, oneline: true, template: '' }), {
    message: '--oneline or --format, not both',
  });
});

t.test('NUL ends what is a line', async t => {
  t.match(await writingOf({ ...none, oneline: true, nul: true }, async () => ({})), {
    format: 'oneline',
    end: '\0',
  });
  t.throws(() => formatOf({ ...none, csv: true, nul: true }), {
    code: 'usage',
    message: /^-z goes with --oneline/,
  });
});

t.test('a graph stands beside what people read', async t => {
  t.equal(formatOf({ ...none, graph: true }), 'table');
  t.equal(formatOf({ ...none, graph: true, oneline: true }), 'oneline');
  t.throws(() => formatOf({ ...none, graph: true, csv: true }), { message: /and not beside --csv/ });
  t.throws(() => formatOf({ ...none, graph: true, oneline: true, nul: true }), { code: 'usage' });
});

t.test('what scripts read has a version', async t => {
  t.equal(formatOf({ ...none, porcelain: '' }), 'porcelain');
  t.equal(formatOf({ ...none, porcelain: 'v1' }), 'porcelain');
  t.throws(() => formatOf({ ...none, porcelain: 'v2' }), { code: 'usage', message: /no 'v2'/ });
});

t.test('a template is read before any run is', async t => {
  t.match(await writingOf({ ...none, template: '%%' }, async () => ({})), {
    end: '\n',
    template: [{ kind: 'text', text: '%' }],
  });
  await t.rejects(
    writingOf({ ...none, template: '%(nmae)' }, async () => ({})),
    { code: 'template' },
  );
});
