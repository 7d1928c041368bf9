import t from 'tap';
import { operationsOf, struckBy } from './strace.ts';

const LOG = `openat(AT_FDCWD</box/repository>, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3</etc/passwd>
openat(AT_FDCWD</box/repository>, ".git/x.lock", O_RDWR|O_CREAT|O_EXCL, 0666) = 3</box/repository/.git/x.lock>
write(3</box/repository/.git/x.lock>, "1", 1) = 1
write(5<pipe:[1]>, "1", 1) = 1
write(1</box/out>, "1", 1) = 1
rename("/box/repository/.git/x.lock", "/box/repository/.git/x") = -1 ENOSPC (No space left on device) (INJECTED)
+++ exited with 0 +++
`;

t.test('what can change a disk is told from what cannot, and each call is counted', async t => {
  const operations = operationsOf(LOG, '/box');
  t.same(
    operations.map(({ call, ordinal, writes }) => `${call} ${ordinal} ${writes}`),
    ['openat 1 false', 'openat 2 true', 'write 1 true', 'write 2 false', 'write 3 false', 'rename 1 true'],
  );
  t.equal(operations.at(-1)?.text, 'rename("/repository/.git/x.lock", "/repository/.git/x")');
});

t.test('processes in one log are counted each for itself', async t => {
  const log = '12  unlink("a") = 0\n345 unlink("b") = 0\n12  unlink("c") = 0\n';
  t.same(
    operationsOf(log, '/box').map(({ ordinal }) => ordinal),
    [1, 1, 2],
  );
});

t.test('what a fault has struck is told by the log; nothing where it was not reached', async t => {
  t.match(struckBy(LOG, '/box'), { call: 'rename', ordinal: 1 });
  t.match(struckBy('unlink("a") = 0\nunlink("b") = ?\n+++ killed by SIGKILL +++\n', '/box'), { ordinal: 2 });
  const halted =
    '7   rename("a", "b") = 0\n7   --- SIGSTOP {si_signo=SIGSTOP} ---\n7   --- stopped by SIGSTOP ---\n';
  t.match(struckBy(halted, '/box'), { call: 'rename' });
  t.equal(struckBy('unlink("a") = 0\n+++ exited with 0 +++\n', '/box'), undefined);
  t.equal(struckBy('', '/box'), undefined);
});
