import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { page } from '../../src/cli/pager.ts';
import { type CliOptions, worldOf } from '../support/cli.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const on = temporaryRepository(t);
const shown = join(on.home, 'shown');
/** A pager that keeps what it is shown, and how it was called. */
const pager = (name: string) => `printf '%s %s\\n' ${name} "$LESS" > ${shown}; cat >> ${shown}`;
const terminal = { columns: 80, rows: 5 };
const SHORT = 'a\nb\nc\nd\n';
const LONG = `${SHORT}e\n`;

async function paged(
  text: string,
  options: CliOptions,
  how = {},
): Promise<{ direct: string; pager: string }> {
  writeFileSync(shown, '');
  const { world, out } = worldOf(on, options);
  const context = createContext(world);
  await context.repository();
  await page(context, text, how);
  await context.close();
  return { direct: Buffer.concat(out).toString(), pager: readFileSync(shown, 'utf8') };
}

t.test('an answer longer than the terminal goes through a pager, as Git calls it', async t => {
  const env = { GIT_PAGER: pager('mine') };
  t.same(await paged(LONG, { terminal, env }), { direct: '', pager: `mine FRX\n${LONG}` });
  t.same((await paged(LONG, { terminal, env: { ...env, LESS: 'R' } })).pager, `mine R\n${LONG}`);
});

t.test('what fits, and the prompt with it, needs none', async t => {
  const env = { GIT_PAGER: pager('mine') };
  t.same(await paged(SHORT, { terminal, env }), { direct: SHORT, pager: '' });
});

t.test('nor does a pipe, nor who says --no-pager', async t => {
  const env = { GIT_PAGER: pager('mine') };
  t.same(await paged(LONG, { env }), { direct: LONG, pager: '' });
  t.same(await paged(LONG, { terminal, env }, { paged: false }), { direct: LONG, pager: '' });
});

t.test('GIT_PAGER goes before core.pager, and that before PAGER', async t => {
  const env = { PAGER: pager('last') };
  t.match((await paged(LONG, { terminal, env })).pager, /^last/);
  on.git('config', 'core.pager', pager('configured'));
  t.teardown(() => on.git('config', '--unset', 'core.pager'));
  t.match((await paged(LONG, { terminal, env })).pager, /^configured/);
  t.match((await paged(LONG, { terminal, env: { ...env, GIT_PAGER: pager('first') } })).pager, /^first/);
});

t.test('cat, and nothing, are no pagers', async t => {
  for (const GIT_PAGER of ['cat', ''])
    t.equal((await paged(LONG, { terminal, env: { GIT_PAGER } })).direct, LONG);
});

t.test('a pager may be left before the end', async t => {
  rmSync(shown);
  const much = 'line\n'.repeat(100_000);
  t.same(await paged(much, { terminal, env: { GIT_PAGER: 'head -n 1 > /dev/null' } }), {
    direct: '',
    pager: '',
  });
});
