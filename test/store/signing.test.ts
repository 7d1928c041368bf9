import t from 'tap';
import { parseConfig } from '../../src/git/native/config.ts';
import { signingOf } from '../../src/store/signing.ts';

const of = (...lines: readonly string[]) => signingOf(parseConfig(lines.map(line => `${line}\0`).join('')));

t.test('runs are signed as commits are, where nothing else is said', async t => {
  t.equal(of(), undefined);
  t.same(of('commit.gpgsign\ntrue'), { limit: 10_000 });
  t.equal(of('commit.gpgsign\ntrue', 'run.sign\nfalse'), undefined);
  t.same(of('run.sign'), { limit: 10_000 });
});

t.test('how long it may take is told in seconds; what is no such number counts for nothing', async t => {
  const limit = (value: string) => of('run.sign\nyes', `run.signtimeout\n${value}`)?.limit;
  t.equal(limit('30'), 30_000);
  t.equal(limit('0.5'), 500);
  for (const value of ['', '0', '-1', 'soon', '1e9', 'Infinity']) t.equal(limit(value), 10_000, value);
});
