import t from 'tap';
import { parsePushed } from '../../../src/git/native/pushed-refs.ts';
import { printJudgement } from '../../../src/view/judgement.ts';

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

t.test('where a hook of ours refuses one, the others are told to be held up by it', t => {
  const said = [
    'remote: git-run: refused refs/runs/b: it is no run        ',
    'remote: git-run: nothing of this push was taken',
    'error: failed to push some refs',
  ].join('\n');
  const line = (name: string, why = 'pre-receive hook declined') =>
    `!\tx:refs/runs/${name}\t[remote rejected] (${why})\n`;
  const printed = `To x\n${line('a')}${line('b')}${line('c', 'something else')}Done\n`;
  const pushed = parsePushed(printed, said);
  t.match(pushed.get('refs/runs/a'), { outcome: 'held up' });
  t.strictSame(pushed.get('refs/runs/b'), { name: 'refs/runs/b', outcome: 'refused', why: 'it is no run' });
  t.match(pushed.get('refs/runs/c'), { outcome: 'refused', why: 'something else' });
  const others = parsePushed(line('a'), 'remote: git-run: refused refs/runs/z: odd');
  t.match(
    others.get('refs/runs/a'),
    { outcome: 'refused' },
    'where none of these is named, it is the push itself',
  );
  t.end();
});

t.test('what a hook of ours says is to be done belongs to the refs above it', t => {
  const refused = [
    { ref: 'refs/runs/a', code: 'deletion', why: 'it would be deleted' },
    { ref: 'refs/runs/b', code: 'rewrite', why: 'it would lose what it has' },
    { ref: 'refs/runs/c', code: 'deletion', why: 'it would go' },
    { ref: 'refs/runs/d', code: 'odd', why: 'odd' },
  ];
  const printed = refused.map(({ ref }) => `!\t:${ref}\t[remote rejected] (pre-receive hook declined)\n`);
  const lines = printJudgement({ refused, newer: [], pusher: 'ada', version: '1' });
  const pushed = parsePushed(printed.join(''), lines.map(line => `remote: ${line}        \n`).join(''));
  const may = "run.mayDelete of the server does not let 'ada' delete or rewrite runs";
  for (const name of ['refs/runs/a', 'refs/runs/c'])
    t.match(pushed.get(name), { outcome: 'refused', remedy: may });
  t.match(pushed.get('refs/runs/b'), {
    why: 'it would lose what it has',
    remedy: `to keep what is there, fetch it first: git run pull\n${may}`,
  });
  t.strictSame(pushed.get('refs/runs/d'), { name: 'refs/runs/d', outcome: 'refused', why: 'odd' });
  t.end();
});
