import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { parseFilter } from '../../../src/query/filter/parse.ts';
import { printFilter } from '../../../src/query/filter/print.ts';
import { FilterError } from '../../../src/run/filter-errors.ts';
import { arbitraryFilter } from '../../support/arbitrary-filter.ts';

/** A filter in its one spelling. */
const spelt = (text: string) => printFilter(parseFilter(text));

t.test('what MLflow searches by is read as there', async t => {
  const same: Record<string, string> = {
    '': '',
    '   ': '',
    'metrics.rmse < 1 and params.model = "tree"': "metrics.rmse < 1 and params.model = 'tree'",
    'metric.`val loss` >= .5 AND': 'metrics.`val loss` >= .5',
    "parameters.'a b' != 'x'": "params.`a b` != 'x'",
    'tags.mlflow.source.type = "JOB"': "tags.mlflow.source.type = 'JOB'",
    "`tags`.`k` LIKE '%x_'": "tags.k like '%x_'",
    "attributes.`Run name` ILIKE 'a%'": "name ilike 'a%'",
    "run.run_id IN ('abcd1234', 'ef015678')": "id in ('abcd1234', 'ef015678')",
    "run_id NOT IN ('abcd1234')": "id not in ('abcd1234')",
    "attr.status = 'FINISHED'": "status = 'FINISHED'",
    'start_time > 1664067852747': 'started > 1664067852747',
    'Created <= 1664067852747': 'started <= 1664067852747',
    "dataset.digest = 's8ds293b'": "inputs.digest = 's8ds293b'",
    'params.p IS NULL': 'params.p is null',
    'tags.t IS NOT NULL': 'tags.t is not null',
    "params.x = 'it''s'": '',
  };
  for (const [text, expected] of Object.entries(same)) {
    if (text.includes("''s")) t.throws(() => parseFilter(text), { code: 'filter' }, text);
    else t.equal(spelt(text), expected, text);
  }
});

t.test('and beyond it', async t => {
  const same: Record<string, string> = {
    'metrics.a > 1 or metrics.b > 2 and not metrics.c > 3':
      'metrics.a > 1 or metrics.b > 2 and not metrics.c > 3',
    '(metrics.a > 1 or metrics.b > 2) and dirty = true': '(metrics.a > 1 or metrics.b > 2) and dirty = true',
    'not (status = failed)': 'not status = failed',
    'params.lr between 0.1 and 0.2 and duration > 2h': 'params.lr between 0.1 and 0.2 and duration > 2h',
    "params.opt in (adam, 'sgd')": "params.opt in (adam, 'sgd')",
    'has:metrics.acc': 'metrics.acc is not null',
    'not has:tags.`a b`': 'not tags.`a b` is not null',
    "branch ~ '^feature/'": "branch ~ '^feature/'",
    "branch !~ 'x' and branch rlike y": "branch !~ 'x' and branch ~ 'y'",
    'metrics.val-loss<=0.5': 'metrics.val-loss <= 0.5',
    'metrics.loss = nan': 'metrics.loss = nan',
    "started > '3 days ago' and started < 2026-11-01": "started > '3 days ago' and started < 2026-11-01",
    "duration > '1h 30m'": "duration > '1h 30m'",
    'exit != 0': 'exit != 0',
    "tags.x = e'it\\'s \"`\\n'": "tags.x = e'it\\'s \"`\n'",
  };
  for (const [text, expected] of Object.entries(same)) t.equal(spelt(text), expected, text);
});

t.test('an error points at its place and says what may have been meant', async t => {
  const wrong: Record<string, [number, RegExp, string[]?]> = {
    'metrics.acc >': [13, /a value is expected, and it ends/],
    'metrics.acc': [11, /a comparison, such as = or >=/],
    'metrics.acc > 0.9 metrics.b > 1': [18, /'and', 'or' or the end is expected, and there is 'metrics.b'/],
    'metrics.acc > high': [14, /'high' is no number/],
    "metrics.acc > '0.9'": [14, /a number stands without quotes/],
    'metrics.acc > 1 and (status = failed': [36, /'\)' is expected, and it ends/],
    "params.x = 'abc": [11, /the ' is not closed/],
    'metrics.acc > !': [14, /'!' means nothing here/],
    'acc > 0.9': [0, /there is no field 'acc'/, ['metrics.acc', 'params.acc', 'tags.acc']],
    'metrcs.acc > 0.9': [0, /there is no field 'metrcs.acc'/, ['metrics.acc']],
    'durration > 5': [0, /there is no field 'durration'/, ['duration']],
    'model.lr > 5': [
      0,
      /there is no field 'model.lr'/,
      ['metrics.model.lr', 'params.model.lr', 'tags.model.lr'],
    ],
    'status = done': [9, /one of running, finished, failed, killed, lost/],
    'status > failed': [9, /has no order/],
    'dirty = maybe': [8, /true or false/],
    'duration > soon': [11, /'soon' is no duration; try 90s/],
    'started > someday': [10, /no date 'someday'/],
    'commit = abc': [9, /at least four characters/],
    'params.x = null': [11, /ask 'is null' instead/],
    'params.x is 5': [12, /'null' or 'not null' is expected/],
    'params.x not = 5': [13, /'in', 'between' or 'like' is expected, and there is '='/],
    'params.x in 5': [12, /'\(' is expected/],
    "branch ~ '['": [9, /no regular expression/],
    'inputs.size > 5': [0, /an input has no 'size'/, ['inputs.name', 'inputs.digest']],
    'metrics. > 5': [0, /the name of a field is missing/],
  };
  for (const [text, [at, message, near = []]] of Object.entries(wrong)) {
    try {
      parseFilter(text);
      t.fail(`no error: ${text}`);
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      t.equal(error.data.at, at, `${text}: column`);
      t.match(error.message, message, text);
      t.same(error.data.nearest, near, `${text}: nearest`);
    }
  }
});

t.test('depth has an end, length has none', async t => {
  t.throws(() => parseFilter('('.repeat(100_000)), { code: 'filter', message: /nested too deeply/ });
  t.throws(() => parseFilter('not '.repeat(100_000)), { code: 'filter', message: /nested too deeply/ });
  const long = Array.from({ length: 20_000 }, (_, at) => `metrics.m${at} > ${at}`).join(' and ');
  t.equal(spelt(long), long);
});

t.test('what is printed is read back as it was', async () => {
  fc.assert(
    fc.property(arbitraryFilter, filter => {
      const text = printFilter(filter);
      const read = parseFilter(text);
      return isDeepStrictEqual(read, filter) && printFilter(read) === text;
    }),
    { numRuns: 2000 },
  );
});

t.test('no text makes it throw anything but its own error', async () => {
  const scraps = fc.constantFrom(
    ...[
      'metrics.',
      'params',
      '.',
      'a',
      "'",
      '"',
      '`',
      ' ',
      '(',
      ')',
      ',',
      '=',
      '!',
      '<',
      '>',
      '~',
      '-',
      '0.5',
    ],
    ...[
      ' and ',
      ' or ',
      'not ',
      ' in ',
      ' is ',
      'null',
      ' between ',
      ' like ',
      'has:',
      "e'",
      '\\',
      '\n',
      'status',
    ],
    ...[
      'started',
      '2h',
      "'[",
      '\u0000',
      '\ud800',
      'é',
      '%',
      '_',
      'nan',
      'duration',
      '1e999',
      '9'.repeat(400),
    ],
  );
  const texts = fc.oneof(
    fc.array(scraps, { maxLength: 30 }).map(parts => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  fc.assert(
    fc.property(texts, text => {
      try {
        parseFilter(text);
      } catch (error) {
        if (!(error instanceof FilterError)) throw error;
        const { at, end } = error.data;
        return at >= 0 && at <= end && end <= text.length;
      }
      return true;
    }),
    { numRuns: 5000 },
  );
});
