import t from 'tap';
import { printJudgement } from '../../src/view/judgement.ts';

const who = { pusher: 'ada', version: '1.2.3' };

t.test('each ref that is refused has a line, and each kind of trouble its remedy once', async t => {
  const refused = ['one', 'two'].map(name => ({
    ref: `refs/runs/${name}`,
    code: 'deletion',
    why: 'it is bad',
  }));
  t.same(printJudgement({ refused, newer: [], ...who }), [
    'git-run: refused refs/runs/one: it is bad',
    'git-run: refused refs/runs/two: it is bad',
    "git-run:   run.mayDelete of the server does not let 'ada' delete or rewrite runs",
    'git-run: nothing of this push was taken; what is not refused can be pushed without the rest',
  ]);
});

t.test('where nothing is refused, only what could not be checked is told', async t => {
  t.same(printJudgement({ refused: [], newer: [], ...who }), []);
  t.same(printJudgement({ refused: [], newer: ['refs/runs/one'], ...who }), [
    'git-run: refs/runs/one is of a newer format than git-run 1.2.3 here can check',
  ]);
});

t.test('what others wrote moves no cursor, wherever it stands', async t => {
  const evil = '\u001b[2J\u202e\nremote: ok';
  const refused = ['unknown', 'unsound', 'rewrite'].map(code => ({ ref: evil, code, why: evil }));
  const lines = printJudgement({ refused, newer: [evil], pusher: evil, version: '1' });
  t.notMatch(lines.join(''), /[\u0000-\u001f\u202e]/);
});
