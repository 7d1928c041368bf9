import fc from 'fast-check';
import t from 'tap';
import { openEmbedded } from '../../../src/git/embedded/open-embedded.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { nativeRefs } from '../../../src/git/native/refs.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('whatever the pattern, the refs are those of git for-each-ref', async t => {
  const { path, env, git } = temporaryRepository(t);
  const oid = git('rev-parse', 'HEAD');
  const names = ['runs/a', 'runs/b', 'runs/ab', 'runs/experiments/a', 'run-live/a', 'heads/a/b'];
  gitIn(path, env, ['update-ref', '--stdin'], names.map(name => `create refs/${name} ${oid}\n`).join(''));
  const theirs = nativeRefs(gitProgram(path, env));
  const { refs } = await openEmbedded(path, env);
  const pattern = fc
    .array(fc.constantFrom('runs', '/', 'a', 'b', '*', '?', '[ab]', '**', 'experiments', 'run'), {
      maxLength: 4,
    })
    .map(parts => `refs/${parts.join('')}`);
  const asked = fc.sample(
    fc.tuple(fc.array(pattern, { minLength: 1, maxLength: 2 }), fc.boolean(), fc.option(fc.nat(3))),
    60,
  );
  for (const [patterns, newest, count] of asked) {
    // Git takes a count of 0 for no count.
    const how = { newest, ...(count ? { count } : {}) };
    t.same(await refs.list(patterns, how), await theirs.list(patterns, how), JSON.stringify([patterns, how]));
  }
});
