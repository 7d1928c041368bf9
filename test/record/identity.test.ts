import t from 'tap';
import type { GitConfig } from '../../src/git/repository.ts';
import { authorOf } from '../../src/record/identity.ts';

const config = (values: Readonly<Record<string, string>>) =>
  ({ get: (key: string) => values[key] }) as GitConfig;
const ADA = { 'user.name': 'Ada', 'user.email': 'ada@example.com' };

t.test('the author is who Git says it is', async t => {
  t.same(authorOf(config(ADA), {}), { name: 'Ada', email: 'ada@example.com', madeUp: false });
});

t.test('the environment wins over author.*, and that over user.*', async t => {
  const both = config({ ...ADA, 'author.name': 'Author' });
  t.equal(authorOf(both, {}).name, 'Author');
  t.equal(authorOf(both, { GIT_AUTHOR_NAME: 'Env' }).name, 'Env');
  t.equal(authorOf(both, { GIT_AUTHOR_EMAIL: 'env@example.com' }).email, 'env@example.com');
});

t.test('what is empty is not there', async t => {
  t.same(authorOf(config(ADA), { GIT_AUTHOR_NAME: '', GIT_AUTHOR_EMAIL: ' ' }), {
    name: 'Ada',
    email: 'ada@example.com',
    madeUp: false,
  });
});

t.test('where Git knows nobody one is made up, and that is said', async t => {
  const author = authorOf(config({}), {});
  t.equal(author.madeUp, true);
  t.ok(author.name);
  t.match(author.email, /^[^@]+@[^@]+$/);
  t.match(authorOf(config({ 'user.name': 'Ada' }), { EMAIL: 'e@x' }), {
    name: 'Ada',
    email: 'e@x',
    madeUp: false,
  });
  t.match(authorOf(config({ 'user.name': 'Ada' }), {}), { name: 'Ada', madeUp: true });
});
