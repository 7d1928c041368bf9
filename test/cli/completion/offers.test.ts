import t from 'tap';
import type { Completes } from '../../../src/cli/command.ts';
import { show } from '../../../src/cli/commands/show.ts';
import { offerValues } from '../../../src/cli/completion/offers.ts';
import type { Line } from '../../../src/cli/completion/place.ts';
import { knowing } from '../../support/known.ts';
import { sampleRow } from '../../support/run-rows.ts';

const removed = sampleRow({ experiment: { ...sampleRow().run!.experiment, name: 'removed-one' } });
const known = knowing([sampleRow({ tags: { stage: 'dev' } }), removed]);
const line: Line = { command: show, args: ['swift-otter'], options: new Map() };

async function values(completes: Completes | undefined, word = ''): Promise<readonly string[]> {
  return (await offerValues(known, completes, word, line)).offers.map(({ value }) => value);
}

t.test('each kind of value is offered what it can be', async t => {
  t.same(await values(['a', 'b']), ['a', 'b']);
  t.same(await values('remote'), ['origin']);
  t.same(await values('experiment'), ['digits']);
  t.same(await values('removed experiment'), ['removed-one']);
  t.same(await values('metric'), ['acc']);
  t.same(await values('tag'), ['stage']);
  t.same(await values('metric='), ['acc=']);
  t.same(await values('tag=', 'stage='), ['dev']);
  t.match(await values('artifact'), ['@']);
  t.match(await values('run'), ['@']);
  for (const kind of ['key', 'keys', 'sort', 'figures', 'filter'] as const)
    t.match(await values(kind), ['id', 'name'], kind);
});

t.test('a run that is there already is not offered again', async t => {
  t.notOk((await values('run')).includes('swift-otter'));
});

t.test('paths are for the shell to complete, and free text for nobody', async t => {
  t.match(await offerValues(known, 'file', 'x', line), { offers: [], shell: 'files' });
  t.match(await offerValues(known, 'directory', 'x', line), { offers: [], shell: 'directories' });
  t.same(await values(undefined), []);
  t.same(await values('command'), []);
});
