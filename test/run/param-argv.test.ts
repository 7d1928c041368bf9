import fc from 'fast-check';
import t from 'tap';
import { paramsOfArgv } from '../../src/run/param-argv.ts';

const values = (line: string) => valuesOf(line.split(' '));
const valuesOf = (argv: readonly string[]) =>
  Object.fromEntries(Object.entries(paramsOfArgv(argv)).map(([key, { value }]) => [key, value]));

t.test('flags are read as programs read them', async t => {
  t.same(values('./train --lr 0.1 --bs=32 opt=adam'), { lr: 0.1, bs: 32, opt: 'adam' });
  t.same(values('./train --fast --lr 0.1 --verbose'), { fast: true, lr: 0.1, verbose: true });
  t.same(values('./train --no-cache data.csv'), { 'no-cache': true });
  t.same(values('./train --a --b c'), { a: true, b: 'c' });
  t.same(values('./train -l 0.1 -v file.txt'), {}, 'short flags and plain words are none');
  t.same(values('./train --lr=0.1 --lr=0.2'), { lr: 0.2 }, 'the last one holds');
});

t.test('a negative number or a lone dash is a value', async t => {
  t.same(values('./train --lr -0.5 --shift -3 --eps -1e-8'), { lr: -0.5, shift: -3, eps: -1e-8 });
  t.same(values('./train --data - --out -x'), { data: '-', out: true });
});

t.test('a pair behind a flag is a param of its own, as of --cfg-options', async t => {
  t.same(values('./train --cfg-options lr=0.1 model.bs=8'), { 'cfg-options': true, lr: 0.1, 'model.bs': 8 });
});

t.test('overrides of Hydra are params, addresses and files are not', async t => {
  t.same(values('./train +db=mysql ++a.b=1 model/backbone=resnet'), {
    db: 'mysql',
    'a.b': 1,
    'model/backbone': 'resnet',
  });
  t.same(values('./train http://x/?a=b /data/year=2024/x.csv'), {});
});

t.test('nothing behind -- is a param', async t => {
  t.same(values('./train --a 1 -- --b 2 c=3'), { a: 1 });
});

t.test('the program, its interpreter and what stands between are none', async t => {
  const lr = { lr: 0.1 };
  t.same(values('a=1 --lr 0.1'), lr);
  t.same(values('python train.py --lr 0.1'), lr);
  t.same(values('/usr/bin/python3.11 -u -W ignore -X dev train.py --lr 0.1'), lr);
  t.same(values('python -m pkg.mod --lr 0.1'), lr);
  t.same(values('python -um pkg.mod --lr 0.1'), lr);
  t.same(values('python -mpkg.mod --lr 0.1'), lr);
  t.same(values('python -Xtracemalloc t=1.py --lr 0.1'), lr);
  t.same(valuesOf(['python', '-c', 'x=1', '--lr', '0.1']), lr);
  t.same(values('node --require ./hook.js --no-warnings train.js --lr 0.1'), lr);
  t.same(valuesOf(['node', '-e', 'a=1', '--lr', '0.1']), lr);
  t.same(valuesOf(['bash', '-euo', 'pipefail', 'train.sh', '--lr', '0.1']), lr);
  t.same(valuesOf(['sh', '-c', 'x=1 train', '--lr', '0.1']), lr);
  t.same(values('python -- train.py --lr 0.1'), lr);
  t.same(values('python --version'), {});
  t.same(values('python'), {});
});

t.test('origins name the word that holds the value', async t => {
  const params = paramsOfArgv(['python', 'train.py', '--lr', '0.10', '--bs=32', '--fast']);
  t.match(params.lr, { value: 0.1, text: '0.10', origin: { kind: 'argv', index: 3, joined: false } });
  t.match(params.bs, { value: 32, origin: { kind: 'argv', index: 4, joined: true } });
  t.match(params.fast, { value: true, origin: { kind: 'argv', index: 5, joined: true } });
});

t.test('keys and values of any kind survive', async t => {
  const params = paramsOfArgv([
    'x',
    '--__proto__.a=1',
    '--constructor',
    'y',
    '--seed=18446744073709551615',
    '--t=',
  ]);
  t.same(Object.keys(params), ['__proto__.a', 'constructor', 'seed', 't']);
  t.equal(params.seed?.value, 18446744073709551615n);
  t.equal(params.t?.value, '');
  t.equal(paramsOfArgv(['x', '--m=a\nb=c']).m?.value, 'a\nb=c');
});

t.test('every origin leads back to the text of its value', async () => {
  const word = fc.oneof(fc.string(), fc.stringMatching(/^-{0,2}[a-z]{1,3}(=[\w.-]{0,4})?$/));
  fc.assert(
    fc.property(fc.array(word), argv => {
      for (const [key, { value, text, origin }] of Object.entries(paramsOfArgv(argv))) {
        if (origin.kind !== 'argv') return false;
        const at = argv[origin.index] as string;
        const written = origin.joined ? at.slice(at.indexOf('=') + 1) : at;
        if (value === true && at === `--${key}`) continue;
        if (written !== (text ?? String(value))) return false;
      }
      return true;
    }),
  );
});
