import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openRepository } from '../../src/git/open.ts';
import { listJournals } from '../../src/record/journals.ts';
import { cacheDirectory, createLive, spoolDirectory } from '../../src/record/live.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test(
  'journals are listed oldest first: those beside the refs, and in the spool those of this repository',
  async t => {
    const { path, env } = temporaryRepository(t);
    const repository = await openRepository(path, env);
    t.teardown(() => repository.close());
    const own = join(cacheDirectory(repository.place.commonDir), 'live');
    const [first, second, spooled, foreign] = [1, 2, 3, 4].map(time => newRunId(time));
    for (const id of [second, first]) await createLive(own, id as NonNullable<typeof id>);
    for (const [id, home] of [
      [spooled, repository.place.commonDir],
      [foreign, '/elsewhere/.git'],
    ] as const) {
      const { path } = await createLive(spoolDirectory(env), id as NonNullable<typeof id>);
      writeFileSync(join(path, 'plan.json'), JSON.stringify({ repository: home }));
    }
    mkdirSync(join(own, 'no-run'));
    const now = Date.now();
    const journals = await listJournals({ repository, env, now });
    t.same(
      journals.map(({ live }) => live.id),
      [first, second, spooled],
    );
    const some = await listJournals({ repository, env, now }, id => id === second || id === spooled);
    t.same(
      some.map(({ live }) => live.id),
      [second, spooled],
    );
    t.match(journals[0], { plan: undefined, standing: { kind: 'running' } }, 'it is just being made');
    const [later] = await listJournals({ repository, env, now: now + 120_000 });
    t.match(later, { standing: { kind: 'abandoned', outcome: { status: 'lost' } } });
  },
);
