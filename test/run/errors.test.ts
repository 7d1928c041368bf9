import t from 'tap';
import * as errors from '../../src/run/errors.ts';
import * as filterErrors from '../../src/run/filter-errors.ts';
import * as repositoryErrors from '../../src/run/repository-errors.ts';

type AnyError = new (...args: never[]) => errors.GitRunError;

const CLASSES = Object.entries({ ...errors, ...filterErrors, ...repositoryErrors }).filter(
  ([, value]) => typeof value === 'function' && value.prototype instanceof errors.GitRunError,
) as [string, AnyError][];

t.test('every error has a code of its own, which scripts can go by', async t => {
  const codes = CLASSES.map(
    ([, Class]) => Reflect.construct(Class, ['one', 'two', 'three'].map(listLike)).code,
  );
  t.ok(
    codes.every(code => /^[a-z]+(?:-[a-z]+)*$/.test(code)),
    codes.join(' '),
  );
  t.equal(new Set(codes).size, codes.length);
});

/** Text that also answers to what a list, and a holder of a commit, is asked for. */
function listLike(text: string): unknown {
  return Object.assign([text], {
    trim: () => text,
    split: () => [text],
    startsWith: () => false,
    commit: text,
  });
}

t.test('an error says what it is, and keeps what it was made of and its cause', async t => {
  const cause = new Error('bits');
  const error = new errors.CorruptRecordError('run.json of abc', 'no id', { cause });
  t.match(error, {
    name: 'CorruptRecordError',
    code: 'corrupt-record',
    message: 'run.json of abc is damaged: no id',
    data: { record: 'run.json of abc', why: 'no id' },
    cause,
  });
  t.ok(error instanceof errors.GitRunError && error instanceof Error);
});

t.test('messages say what happened, and to what', async t => {
  t.equal(
    new errors.MissingForRerunError('x', ['python3.12', 'data.csv']).message,
    'run x cannot be repeated here, it lacks python3.12, data.csv',
  );
  t.equal(new errors.CommandNotRunnableError('./a', 126).message, './a: not executable');
  t.equal(new errors.CommandNotRunnableError('a', 127).message, 'a: command not found');
  t.equal(new errors.SettingsError('git-run.yaml:3', 'no').message, 'git-run.yaml:3: no');
});
