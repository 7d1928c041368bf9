import t from 'tap';
import { parsePushed } from '../../../src/git/native/pushed-refs.ts';

const PRINTED = `To /there.git
*\taaa:refs/runs/new\t[new reference]
+\tbbb:refs/runs/moved\t111...bbb (forced update)
 \tccc:refs/runs/ahead\t222..ccc
=\tddd:refs/runs/same\t[up to date]
-\t:refs/runs/gone\t[deleted]
!\teee:refs/runs/stale\t[rejected] (stale info)
!\tfff:refs/runs/raced\t[remote rejected] (reference already exists)
!\tggg:refs/runs/hooked\t[remote rejected] (no (really) (hook declined))
!\thhh:refs/runs/odd\t[no match]
Done
`;

t.test('what became of each ref is read, whatever became of the others', t => {
  const pushed = parsePushed(PRINTED);
  const outcomes = Object.fromEntries([...pushed].map(([name, { outcome }]) => [name.slice(10), outcome]));
  t.strictSame(outcomes, {
    new: 'done',
    moved: 'done',
    ahead: 'done',
    same: 'done',
    gone: 'done',
    stale: 'moved',
    raced: 'moved',
    hooked: 'refused',
    odd: 'refused',
  });
  t.match(pushed.get('refs/runs/hooked')?.why, /hook of the host.*no \(really\)/);
  t.equal(pushed.get('refs/runs/odd')?.why, '[no match]');
  t.end();
});

t.test('of a push that broke off there is what it had come to', t => {
  for (let end = 0; end <= PRINTED.length; end++) {
    const pushed = parsePushed(PRINTED.slice(0, end));
    for (const { outcome } of pushed.values()) t.ok(['done', 'moved', 'refused'].includes(outcome));
  }
  t.same(parsePushed(''), new Map());
  t.end();
});
