import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { showManual } from '../../src/process/manual.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const on = temporaryRepository(t, {
  files: { 'good/man*': '#!/bin/sh\necho "$@" > "$HOME/shown"\n', 'bad/man*': '#!/bin/sh\nexit 16\n' },
});

t.test('man is given the file', async t => {
  t.equal(await showManual('/x/git-run.1', { ...on.env, PATH: join(on.path, 'good') }), true);
  t.equal(readFileSync(join(on.home, 'shown'), 'utf8'), '/x/git-run.1\n');
});

t.test('where it cannot show it, or is not there, that is told', async t => {
  t.equal(await showManual('/x/git-run.1', { ...on.env, PATH: join(on.path, 'bad') }), false);
  t.equal(await showManual('/x/git-run.1', { ...on.env, PATH: on.home }), false);
});
