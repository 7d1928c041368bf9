import t from 'tap';
import { printFindings } from '../../src/view/findings.ts';
import { styles } from '../../src/view/style.ts';

const found = (check: string, state: 'ok' | 'warning' | 'problem', message: string, ...remedy: string[]) => ({
  check,
  state,
  message,
  remedy,
});

t.test('findings stand below each other, with what to type', async t => {
  const findings = [
    found('git', 'ok', '2.39'),
    found('remotes', 'problem', 'o deletes runs', 'git config --unset x'),
    found('remotes', 'warning', 'p does not'),
  ];
  t.equal(
    printFindings(findings, styles(false)),
    `ok       git      2.39
problem  remotes  o deletes runs
                  git config --unset x
warning           p does not

1 problem, 1 warning
`,
  );
});

t.test('where all is well that is said; foreign text does no harm', async t => {
  t.match(printFindings([found('git', 'ok', 'fine')], styles(false)), /\n\nall is well\n$/);
  t.notMatch(printFindings([found('a', 'ok', '\x1b[2J', '\x1b]0;x\x07')], styles(false)), '\x1b');
});
