import t from 'tap';
import { scriptOf } from '../../../src/interop/mlflow/script-of.ts';

t.test('an interpreter is not what runs: its script is', async t => {
  t.equal(scriptOf(['python', 'train.py', '--lr', '0.1']), 'train.py');
  t.equal(scriptOf(['/usr/bin/python3.12', '-u', 'src/train.py']), 'src/train.py');
  t.equal(scriptOf(['python', '-m', 'digits.train']), 'digits.train');
  t.equal(scriptOf(['C:\\Python\\python.exe', 'train.py']), 'train.py');
});

t.test('any other program is what runs, and so is an interpreter alone', async t => {
  t.equal(scriptOf(['./train', 'data.csv']), './train');
  t.equal(scriptOf(['pythonic', 'x']), 'pythonic');
  t.equal(scriptOf(['python']), 'python');
  t.equal(scriptOf(['sh', '-c', 'make all']), 'sh', 'what stands on the command line is no file');
});
