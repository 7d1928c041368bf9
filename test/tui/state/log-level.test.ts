import t from 'tap';
import { isError, levelOf } from '../../../src/tui/state/log-level.ts';

const ERRORS = [
  'Traceback (most recent call last):',
  'ValueError: bad value',
  'KeyError: 0',
  'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB',
  'AssertionError',
  'KeyboardInterrupt',
  'Exception in thread "main" java.lang.NullPointerException',
  "Error: Cannot find module 'x'",
  '2026-03-01 12:00:00,123 ERROR root: it failed',
  '[ERROR] no such file',
  'CRITICAL:root:disk full',
  'FAILED tests/test_x.py::test_y - assert 1 == 2',
  'error: could not compile `x`',
  'error[E0308]: mismatched types',
  'main.c:3:1: error: expected identifier',
  'fatal: not a git repository',
  'panic: runtime error: index out of range',
  "thread 'main' panicked at src/main.rs:2:5:",
  'Segmentation fault (core dumped)',
  'level=error msg="no room"',
  '{"level":"error","msg":"no room"}',
  'npm ERR! code ENOENT',
  'make: *** [Makefile:2: all] Error 1',
  '2026-03-01 12:00:00.123456: E tensorflow/core/x.cc:1] failed call',
  'E0301 12:00:00.123456 1234 x.cc:1] no device',
  'RuntimeError: NCCL error in: x.cpp:1',
  'Uncaught TypeError: x is not a function',
];

t.test('errors and tracebacks are known, as many programs write them', async t => {
  for (const line of ERRORS) t.ok(isError(line), line);
});

const NO_ERRORS = [
  'epoch 3 train error: 0.12 val error: 0.15',
  'error: 0.12',
  'mean_squared_error=0.5',
  'MeanSquaredError: 0.5',
  'Error: 12%',
  'ERROR: 0',
  'ERROR = 3.5',
  'error: 12',
  '0 FAILED, 12 passed',
  'no errors were found',
  'the failing case is handled in onError(handler)',
  'step 1e-3 loss 0.1',
  'errors 0 warnings 0',
  '',
];

t.test('measurements that are called so are none', async t => {
  for (const line of NO_ERRORS) t.notOk(isError(line), line);
});

t.test('a line has the level that it says', async t => {
  t.equal(levelOf('12:00 WARNING:root: slow'), 'warning');
  t.equal(levelOf('x.py:3: UserWarning: old'), 'warning');
  t.equal(levelOf('main.c:3:1: warning: unused'), 'warning');
  t.equal(levelOf('DEBUG grads 0.1'), 'debug');
  t.equal(levelOf('level=debug msg=x'), 'debug');
  t.equal(levelOf('ERROR then WARNING'), 'error');
  t.equal(levelOf('INFO epoch 1'), undefined);
});
