import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { viewsDesk } from '../../../src/cli/ui/views-desk.ts';
import { type Kept, NOTHING_KEPT } from '../../../src/tui/state/views.ts';
import { worldOf } from '../../support/cli.ts';
import { type Teardown, temporaryRepository } from '../../support/temporary-repository.ts';

function open(t: Teardown) {
  const on = temporaryRepository(t);
  const directory = join(on.path, '.git/git-run');
  const desk = () => {
    const context = createContext(worldOf(on).world);
    t.teardown(() => context.close());
    return viewsDesk(context);
  };
  const file = join(directory, 'ui.json');
  const write = (text: string) => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, text);
  };
  return { desk, directory, file, write };
}

const kept: Kept = {
  views: [
    {
      name: 'bad',
      filter: 'status = failed',
      sort: [{ key: 'started', direction: 'descending' }],
      group: 'host',
    },
  ],
  last: { filter: '', sort: [], columns: ['id', 'metrics.acc'] },
  filters: ['status = failed'],
  commands: ['log -n 3'],
};

t.test('what is kept comes back, in another process too', async t => {
  const { desk, directory, file } = open(t);
  t.same(await desk().readViews(), NOTHING_KEPT);
  await desk().writeViews(kept);
  t.same(await desk().readViews(), kept);
  t.same(readdirSync(directory), ['ui.json'], 'nothing else is left');
  t.equal(statSync(file).mode & 0o777, 0o600);
});

t.test('of several that are written at once the last one stays', async t => {
  const { desk } = open(t);
  const views = desk();
  void views.writeViews(kept);
  void views.writeViews({ ...kept, commands: [] });
  await views.settled();
  t.same(await desk().readViews(), { ...kept, commands: [] });
});

t.test('a damaged file is told of, and written over', async t => {
  for (const text of [
    '',
    '{',
    '[]',
    'null',
    '{"version":1}',
    '{"version":1,"views":[{}],"filters":[],"commands":[]}',
  ]) {
    const { desk, write } = open(t);
    write(text);
    const views = desk();
    await t.rejects(views.readViews(), /cannot be read/, text);
    await views.writeViews(kept);
    t.same(await desk().readViews(), kept, text);
  }
});

t.test('one of a later program is left alone', async t => {
  const { desk, file, write } = open(t);
  write('{"version":2,"all":"new"}');
  const views = desk();
  await t.rejects(views.readViews(), /later git-run/);
  await views.writeViews(kept);
  t.equal(readFileSync(file, 'utf8'), '{"version":2,"all":"new"}');
});
