import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { type Conditions, filterOf, testOf } from '../../src/cli/run-test.ts';
import { worldOf } from '../support/cli.ts';
import { sampleRow } from '../support/run-rows.ts';

const context = createContext(worldOf({ path: '/', env: {} }).world);
const none: Conditions = {
  filter: [],
  since: undefined,
  until: undefined,
  experiment: undefined,
  status: [],
};
const row = sampleRow({ tags: { stage: 'dev' } });

async function fits(conditions: Partial<Conditions>): Promise<boolean> {
  const test = await testOf(context, { ...none, ...conditions }, {});
  return (await test.fits(row)) === row;
}

t.test('a run fits where every condition is met', async t => {
  t.equal(await fits({}), true);
  t.equal(await fits({ since: '2 hours ago', status: ['failed', 'finished'], experiment: 'digits' }), true);
  t.equal(await fits({ since: '30 minutes ago' }), false);
  t.equal(await fits({ until: '2 hours ago' }), false);
  t.equal(await fits({ status: ['failed'] }), false);
  t.equal(await fits({ experiment: 'letters' }), false);
  t.equal(await fits({ trashed: true }), false);
  t.equal(await fits({ filter: ['tags.stage = dev', 'metrics.acc > 0.9'] }), true);
  t.equal(await fits({ filter: ['tags.stage = dev', 'metrics.acc > 0.99'] }), false);
});

t.test('where only age is asked for, a count of the newest is enough', async t => {
  t.equal((await testOf(context, { ...none, since: '1 day ago' }, {})).isPlain, true);
  t.equal((await testOf(context, { ...none, status: ['lost'] }, {})).isPlain, false);
});

t.test('what cannot be meant is refused', async t => {
  await t.rejects(fits({ status: ['done'] }), { code: 'usage' });
  await t.rejects(fits({ since: 'soon' }), { code: 'usage' });
  t.throws(() => filterOf({ filter: ['tags.x >'] }), { code: 'filter' });
});
