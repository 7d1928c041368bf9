import t from 'tap';
import { fewProblems, whyUnreadable } from '../../src/capture/problems.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ code: 'x', message: `m${index}` }));

t.test('problems that can be read stay as they are', async t => {
  t.same(fewProblems(many(20)), many(20));
});

t.test('more are counted, not listed', async t => {
  const few = fewProblems(many(100));
  t.equal(few.length, 20);
  t.equal(few.at(-1)?.message, 'm19 (and 80 more)');
});

t.test('the system is quoted in words', async t => {
  t.equal(whyUnreadable({ code: 'ENOENT' }), 'no such file');
  t.equal(whyUnreadable({ code: 'EPERM' }), 'permission denied');
  t.equal(whyUnreadable({ code: 'EIO' }), 'EIO');
  t.equal(whyUnreadable(new Error('odd')), 'odd');
});
