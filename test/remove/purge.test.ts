import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { lookAtPurge, type PurgeRequest, purge } from '../../src/remove/purge.ts';
import type { RunId } from '../../src/run/run-id.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { isTrusted, type RunSignatures } from '../../src/run/signature.ts';
import { checkRun, openCheck } from '../../src/store/check-run.ts';
import { openIndex } from '../../src/store/index/segments.ts';
import { checkLedgers } from '../../src/store/ledger/check-ledger.ts';
import { listTombstones } from '../../src/store/ledger/tombstones.ts';
import { loadDetail, loadRun } from '../../src/store/load.ts';
import { judgeRuns } from '../../src/store/run-signatures.ts';
import { entryOf } from '../../src/store/save.ts';
import { findTip, listTips } from '../../src/store/tips.ts';
import { openValidation, validateRun } from '../../src/store/validate-run.ts';
import { continueRun } from '../support/attempts.ts';
import { liveRun } from '../support/live-run.ts';
import { type RemovalBench, removalBench } from '../support/removal-bench.ts';
import { NOW } from '../support/run-rows.ts';
import { noSsh, signRuns } from '../support/signing.ts';
import { AUTHOR } from '../support/store-bench.ts';

const SECRET = 'hf_thisIsTheSecretThatMustGo';
const digestOf = (text: string) => entryOf(Buffer.from(text)).sha256;

const requestOf = (
  { repository, on }: Pick<RemovalBench, 'repository' | 'on'>,
  id: RunId,
  paths: string[],
): PurgeRequest => ({
  repository,
  runs: [{ id, paths }],
  author: AUTHOR,
  env: on.env,
  now: NOW,
});

async function load({ repository }: RemovalBench, id: RunId) {
  const tip = (await findTip(repository, id)) as RunTip;
  const loaded = await loadRun(repository.objects, tip.commit);
  return { loaded, ...(await loadDetail(repository.objects, loaded)) };
}

/** Everything is whole, by Git's own judgement and by ours; and these texts are in no object, and in no digest. */
async function clean(t: Test, bench: RemovalBench, ...gone: string[]) {
  const { repository, on } = bench;
  t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
  for (const tip of await listTips(repository))
    t.match(await checkRun(openCheck(repository), tip), { state: 'whole', findings: [] });
  t.same(await checkLedgers(repository), { hurt: [], undead: [] });
  const everything = bench.allContent();
  for (const text of gone) {
    t.notOk(everything.includes(text), `'${text}' is nowhere`);
    t.notOk(everything.includes(digestOf(text)), 'nor its digest');
  }
  t.same(bench.refs('refs/run-live'), []);
}

t.test('an artifact goes, and the run is otherwise as it was', async t => {
  const bench = await removalBench(t);
  const { on, stored, edit } = bench;
  const files = {
    'artifacts/secret.bin': SECRET,
    'artifacts/model.pt': 'weights',
    'logs/000000.log': 'hello\n',
  };
  const run = await stored(files, { sources: { 'train.py': 'print(2)' } });
  await edit(run.id, [{ kind: 'tag', key: 'stage', value: 'prod' }]);
  const before = await load(bench, run.id);
  const look = await lookAtPurge(requestOf(bench, run.id, ['secret.bin']));
  t.match(look.runs, [
    { id: run.id, files: [{ path: 'artifacts/secret.bin', in: 'run', size: SECRET.length }] },
  ]);
  t.equal(on.git('rev-parse', `refs/runs/${run.id}`), before.loaded.commit, 'a look changes nothing');
  const report = await purge(requestOf(bench, run.id, ['secret.bin']));
  t.match(report, { runs: look.runs, copies: [], left: 0, heldBack: { objects: 0 }, remotes: [] });
  t.ok(report.freed.bytes > 0);
  await clean(t, bench, SECRET);
  const after = await load(bench, run.id);
  t.match(after.loaded.run, { id: run.id, tags: { stage: 'prod' }, source: run.source });
  t.equal(after.loaded.run.artifacts.count, 1);
  t.same(
    after.artifacts.map(({ path }) => path),
    ['model.pt'],
  );
  t.match(after.loaded.run.problems, [{ code: 'purged', message: 'purged: artifacts/secret.bin' }]);
  t.equal(on.git('rev-parse', `refs/runs/${run.id}^`), run.source.commit);
  t.match(await listTombstones(bench.repository), [
    { id: run.id, kind: 'purged', path: 'artifacts/secret.bin' },
  ]);
});

t.test('a file of the source goes, with its raw bytes, its marks and its digests', async t => {
  const bench = await removalBench(t);
  const { on, save, repository } = bench;
  const first = await bench.stored({}, { sources: { 'src/.env': SECRET, 'src/a.py': 'a', big: 'big' } });
  const sha256 = digestOf(SECRET);
  const mark = { rule: 'hugging-face', path: 'src/.env', ordinal: 1 };
  const rawId = on.git('rev-parse', `${first.source.commit}:src/.env`);
  const run = bench.run({
    secrets: [mark, { ...mark, path: 'src/a.py' }],
    problems: [
      { code: 'secret', message: 'looks like a secret: src/.env:1 (hugging-face)' },
      { code: 'secret', message: 'looks like a secret: src/a.py:1 (hugging-face)' },
      { code: 'other', message: 'src/.env' },
    ],
  });
  const whole = {
    ...run,
    source: {
      ...first.source,
      raw: [{ path: 'src/.env', oid: rawId, sha256, size: SECRET.length }],
      omitted: [{ path: 'copy.env', reason: 'too-large' as const, size: SECRET.length, sha256 }],
    },
  };
  await save(whole, {
    files: [{ path: 'raw/src/.env', content: Buffer.from(SECRET), sha256, size: SECRET.length }],
    inputs: [{ path: 'copy.env', size: SECRET.length, sha256, method: 'sha256', declared: 'argv' }],
  });
  on.git('update-ref', '-d', `refs/runs/${first.id}`);
  await repository.close();
  on.git('gc', '-q', '--prune=now');
  const report = await purge(requestOf(bench, run.id, ['./src/.env']));
  t.match(report, {
    left: 0,
    runs: [{ files: [{ path: 'raw/src/.env' }, { path: 'src/.env', in: 'source' }] }],
  });
  await clean(t, bench, SECRET);
  const { loaded, inputs } = await load(bench, run.id);
  const { source, secrets, problems } = loaded.run;
  t.same(
    secrets.map(({ path }) => path),
    ['src/a.py'],
  );
  t.same(
    problems.map(({ message }) => message),
    ['looks like a secret: src/a.py:1 (hugging-face)', 'src/.env'],
  );
  t.same(source.omitted, [
    { path: 'copy.env', reason: 'too-large' },
    { path: 'src/.env', reason: 'purged' },
  ]);
  t.same(source.raw, []);
  t.same(inputs, []);
  t.equal(on.git('ls-tree', '-r', '--name-only', source.commit), 'big\nsrc/a.py\ntrain.py');
  t.equal(on.git('rev-parse', `${source.commit}^`), on.git('rev-parse', 'HEAD'));
  t.equal(on.git('log', '-1', '--format=%s', source.commit), `Source of run ${first.id}`);
});

t.test('parts of the log go, or all of it, and nothing tells how much it was', async t => {
  const bench = await removalBench(t);
  const files = {
    'logs/000000.log': `token ${SECRET}\n`,
    'logs/000001.log': 'harmless\n',
    'logs/index.ndjson': '{"bytes":35}\n',
  };
  const log = { bytes: 44, dropped: 7, parts: 2 };
  const [one, all] = [
    await bench.stored(files, { run: { log } }),
    await bench.stored({ ...files, 'logs/000000.log': `other ${SECRET}` }, { run: { log } }),
  ];
  await purge(requestOf(bench, one.id, ['logs/000000.log']));
  t.match((await load(bench, one.id)).loaded.run.log, { bytes: 9, dropped: 7, parts: 1 });
  await purge(requestOf(bench, all.id, ['logs']));
  t.match((await load(bench, all.id)).loaded.run.log, { bytes: 0, dropped: 0, parts: 0 });
  await clean(t, bench, SECRET, '{"bytes":35}');
});

t.test('what was added later goes with the edit that added it', async t => {
  const bench = await removalBench(t);
  const { repository, edit } = bench;
  const { id } = await bench.stored({});
  const content = Buffer.from(SECRET);
  const { editRun } = await import('../../src/store/edit.ts');
  await editRun({
    repository,
    id,
    edits: [{ kind: 'artifact', path: 'late/secret', entry: entryOf(content) }],
    files: [{ path: 'late/secret', content, ...entryOf(content) }],
    author: AUTHOR,
    now: NOW,
  });
  await edit(id, [{ kind: 'note', text: 'kept' }]);
  await purge(requestOf(bench, id, ['late']));
  await clean(t, bench, SECRET);
  const { loaded, artifacts } = await load(bench, id);
  t.match(loaded.run.note, 'kept');
  t.same(artifacts, []);
});

t.test('other runs that hold the same content are named, and purging them too makes it go', async t => {
  const bench = await removalBench(t);
  const { on } = bench;
  const one = await bench.stored({ 'artifacts/a': SECRET });
  const two = await bench.stored({ 'artifacts/deep/b': SECRET }, { run: { name: 'heron' } });
  const rerun = bench.run({ name: 'rerun' });
  const three = await bench.stored({}, { sources: { '.env': SECRET } });
  await bench.save({
    ...rerun,
    source: { ...rerun.source, commit: three.source.commit, tree: three.source.tree },
  });
  on.git('update-ref', `refs/run-snapshots/${three.source.commit}`, three.source.commit);
  const look = await lookAtPurge(requestOf(bench, one.id, ['a']));
  const copies = [
    { ref: `refs/run-snapshots/${three.source.commit}`, path: '.env' },
    { ref: `refs/runs/${two.id}`, run: { id: two.id, name: 'heron' }, path: 'artifacts/deep/b' },
    { run: { id: rerun.id, name: 'rerun' }, path: '.env' },
    { run: { id: three.id }, path: '.env' },
  ];
  const byRef = (found: typeof look.copies) => found.toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
  const expected = (without: string[]) =>
    byRef(copies.map(copy => ({ ref: `refs/runs/${copy.run?.id}`, ...copy })) as typeof look.copies).filter(
      ({ ref }) => !without.includes(ref),
    );
  t.match(byRef(look.copies), expected([]));
  const report = await purge(requestOf(bench, one.id, ['a']));
  t.match(byRef(report.copies), expected([]));
  t.equal(report.left, 1);
  t.match((await purge(requestOf(bench, two.id, ['deep/b']))).left, 1);
  t.match((await purge(requestOf(bench, rerun.id, ['.env']))).copies.length, 2);
  on.git('update-ref', '-d', `refs/run-snapshots/${three.source.commit}`);
  t.match(await purge(requestOf(bench, three.id, ['.env'])), { left: 0, copies: [] });
  await clean(t, bench, SECRET);
  const sources = [rerun.id, three.id].map(id => on.git('rev-parse', `refs/runs/${id}^`));
  t.equal(sources[0], sources[1], 'equal sources are one commit still');
});

t.test('another path of the same run with the same content is named as well', async t => {
  const bench = await removalBench(t);
  const { id } = await bench.stored({ 'artifacts/a': SECRET, 'artifacts/b': SECRET });
  t.match(await purge(requestOf(bench, id, ['a'])), {
    left: 1,
    copies: [{ run: { id }, path: 'artifacts/b' }],
  });
  t.match(await purge(requestOf(bench, id, ['b'])), { left: 0 });
  await clean(t, bench, SECRET);
});

t.test(
  'what is in the history of the user is refused, naming the commit, and nothing is changed',
  async t => {
    const bench = await removalBench(t);
    const { on } = bench;
    on.write('.env', SECRET);
    on.git('add', '.env');
    on.git('commit', '-q', '-m', 'mistake');
    const mistake = on.git('rev-parse', 'HEAD');
    const unchanged = await bench.stored({}, { sources: { 'train.py': 'edited' } });
    const artifact = await bench.stored({ 'artifacts/a': SECRET });
    const clean = bench.run();
    const source = { ...clean.source, commit: mistake, tree: on.git('rev-parse', 'HEAD^{tree}') };
    await bench.save({ ...clean, source });
    const before = { refs: bench.refs(), all: bench.all() };
    const refused = async (id: RunId, path: string) => {
      const thrown = await t.rejects(purge(requestOf(bench, id, [path])), {
        code: 'own-history',
        data: { path, commit: mistake },
      });
      return thrown;
    };
    await refused(unchanged.id, '.env');
    await refused(clean.id, '.env');
    await t.rejects(purge(requestOf(bench, artifact.id, ['a'])), {
      code: 'own-history',
      data: { path: 'artifacts/a' },
    });
    // Also where nothing but the run holds that commit any more.
    on.git('reset', '-q', '--hard', 'HEAD^');
    on.git('reflog', 'expire', '--expire=all', '--all');
    await refused(unchanged.id, '.env');
    await refused(clean.id, '.env');
    t.same(bench.all(), before.all);
    t.same(
      bench.refs('refs/runs'),
      before.refs.filter(line => line.includes('refs/runs')),
    );
  },
);

t.test('a path that is nothing of the run is told, with what is near', async t => {
  const bench = await removalBench(t);
  const { id } = await bench.stored({ 'artifacts/deep/model.pt': 'x' });
  for (const path of ['model.pt', 'run.json', 'manifest.json', 'annotations'])
    await t.rejects(purge(requestOf(bench, id, [path])), { code: 'nothing-to-purge', data: { path } });
  const error = await purge(requestOf(bench, id, ['model.pt'])).catch(thrown => thrown);
  t.same(error.data.nearest, ['deep/model.pt']);
});

t.test('an edit that comes in between is kept', async t => {
  const bench = await removalBench(t);
  const { repository, on, edit } = bench;
  const { id } = await bench.stored({ 'artifacts/a': SECRET });
  const { refs } = repository;
  let isEdited = false;
  const update: typeof refs.update = async changes => {
    if (!isEdited && changes.some(({ name, to }) => name === `refs/runs/${id}` && to !== undefined)) {
      isEdited = true;
      await edit(id, [{ kind: 'tag', key: 'late', value: '1' }]);
    }
    return refs.update(changes);
  };
  const between = { on, repository: { ...repository, refs: { ...refs, update } } };
  t.match(await purge(requestOf(between, id, ['a'])), { left: 0 });
  t.match((await load(bench, id)).loaded.run.tags, { late: '1' });
  await clean(t, bench, SECRET);
});

t.test('killed at any step, the run is as before or purged, and the same command finishes it', async t => {
  for (const step of ['commit', 'ledger', 'update', 'release'] as const) {
    const bench = await removalBench(t);
    const { repository, on } = bench;
    const { id } = await bench.stored({ 'artifacts/a': SECRET }, { sources: { '.env': `also ${SECRET}` } });
    const killed = async (): Promise<never> => {
      throw new Error('killed');
    };
    const { objects, refs, space } = repository;
    const isLedger = (ref = '') => ref.startsWith('refs/runs/ledger/');
    const dying = {
      ...repository,
      objects: {
        ...objects,
        commit: (async commits =>
          isLedger(commits[0]?.ref) === (step === 'ledger') && ['commit', 'ledger'].includes(step)
            ? killed()
            : objects.commit(commits)) as typeof objects.commit,
      },
      refs: {
        ...refs,
        update: (async changes =>
          step === 'update' && changes.length > 1 ? killed() : refs.update(changes)) as typeof refs.update,
      },
      space: { ...space, release: step === 'release' ? killed : space.release },
    };
    await t.rejects(purge(requestOf({ repository: dying, on }, id, ['a', '.env'])), /killed/, step);
    const tip = (await findTip(repository, id)) as RunTip;
    t.match(await checkRun(openCheck(repository), tip), { state: 'whole' }, step);
    t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
    t.match(await purge(requestOf(bench, id, ['a', '.env'])), { left: 0 }, step);
    await clean(t, bench, SECRET);
    t.equal((await listTombstones(repository)).length, 2, step);
  }
});

t.test('reflogs, journals and caches hold nothing of it either', async t => {
  const bench = await removalBench(t, { config: { 'core.logAllRefUpdates': 'always' } });
  const { on, edit, repository } = bench;
  const run = await bench.stored({ 'artifacts/a': SECRET });
  await edit(run.id, [{ kind: 'note', text: 'x' }]);
  const journal = await liveRun(bench, run, { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 });
  journal.print(SECRET);
  const remains = join(dirname(journal.path), '.gone-of-another-removal');
  mkdirSync(remains);
  writeFileSync(join(remains, '000000.log'), SECRET);
  const cache = join(repository.place.commonDir, 'git-run/hash-cache');
  const line = (digest: string) => `\n{"key":"1:2:3:4:5","sha256":"${digest}"}\n`;
  writeFileSync(cache, line(digestOf(SECRET)) + line(digestOf('other')));
  t.match(await purge(requestOf(bench, run.id, ['a'])), { left: 0 });
  await clean(t, bench, SECRET);
  for (const path of [journal.path, remains]) t.notOk(existsSync(path));
  t.notMatch(readFileSync(cache, 'utf8'), digestOf(SECRET));
  t.match(readFileSync(cache, 'utf8'), digestOf('other'));
  t.equal(on.git('reflog', 'show', `refs/runs/${run.id}`), '');
});

t.test('in a packed repository, of SHA-256 too', async t => {
  const bench = await removalBench(t, {
    objectFormat: 'sha256',
    config: { 'remote.origin.url': '/nowhere' },
  });
  const { id } = await bench.stored(
    { 'artifacts/a': SECRET, 'artifacts/b': 'kept' },
    { sources: { '.env': SECRET } },
  );
  bench.on.git('gc', '-q', '--prune=now');
  await bench.repository.close();
  t.match(await purge(requestOf(bench, id, ['a', '.env'])), { left: 0, remotes: ['origin'] });
  await clean(t, bench, SECRET);
});

t.test('what the index holds is told to be left', async t => {
  const bench = await removalBench(t);
  const { id } = await bench.stored({ 'artifacts/a': SECRET });
  bench.on.write('staged', SECRET);
  bench.on.git('add', 'staged');
  t.match(await purge(requestOf(bench, id, ['a'])), { left: 1, copies: [] });
  bench.on.git('rm', '-q', '--cached', 'staged');
  t.match(await purge(requestOf(bench, id, ['a'])), { left: 0 });
  await clean(t, bench, SECRET);
});

t.test('what is purged does not stay in the index', async t => {
  const bench = await removalBench(t);
  const { repository, stored } = bench;
  const run = await stored({ 'artifacts/secret.bin': SECRET });
  const index = await (await openIndex(repository.place, NOW)).newSegment();
  await index.add(SECRET);
  await index.finish();
  await purge(requestOf(bench, run.id, ['secret.bin']));
  t.same((await openIndex(repository.place, NOW)).segments, []);
});

t.test('a signed run is signed anew, and no attempt to sign holds what is gone', { skip: noSsh }, async t => {
  for (const works of [true, false]) {
    const bench = await removalBench(t, {
      prepare: on => {
        signRuns(on);
        if (!works) on.git('config', 'gpg.ssh.program', '/nothing');
      },
    });
    const run = await bench.stored({ 'artifacts/secret.bin': SECRET, 'artifacts/model.pt': 'weights' });
    const tip = () => bench.on.git('rev-parse', `refs/runs/${run.id}`);
    const first = tip();
    const report = await purge(requestOf(bench, run.id, ['secret.bin']));
    t.match(report, { left: 0, heldBack: { objects: 0 } });
    t.match(report.runs, [{ unsigned: works ? undefined : String }]);
    await clean(t, bench, SECRET);
    t.not(tip(), first);
    const [signatures] = await judgeRuns(bench.repository, [tip()]);
    t.equal(isTrusted(signatures as RunSignatures), works);
  }
});

t.test('a large artifact goes with its bytes, unless another run has it too', async t => {
  const bench = await removalBench(t);
  const { repository, stored, edit, on } = bench;
  const large = { 'artifacts/model': SECRET };
  const [one, other] = [await stored({}, { large }), await stored({}, { large })];
  await edit(one.id, [{ kind: 'note', text: 'n' }]);
  t.match(await lookAtPurge(requestOf(bench, one.id, ['model'])), {
    runs: [{ files: [{ path: 'artifacts/model', size: SECRET.length }] }],
    copies: [{ run: { id: other.id } }],
  });
  t.match(await purge(requestOf(bench, one.id, ['model'])), { left: 1, copies: [{ run: { id: other.id } }] });
  t.equal((await repository.contents.list()).length, 1);
  const { freed } = await purge(requestOf(bench, other.id, ['model']));
  t.ok(freed.bytes >= SECRET.length);
  t.same(await repository.contents.list(), []);
  const digest = digestOf(SECRET);
  const parts = ['.git/lfs/objects', digest.slice(0, 2), digest.slice(2, 4), digest];
  t.notOk(existsSync(join(on.path, ...parts)));
  await clean(t, bench, SECRET);
});

t.test('where a purge was killed before the bytes were removed, the next one removes them', async t => {
  const bench = await removalBench(t);
  const { repository, stored } = bench;
  const run = await stored({}, { large: { 'artifacts/model': SECRET } });
  const dying = { ...repository.contents, remove: () => Promise.reject(new Error('killed')) };
  const request = requestOf(bench, run.id, ['model']);
  await t.rejects(purge({ ...request, repository: { ...repository, contents: dying } }), /killed/);
  t.equal((await repository.contents.list()).length, 1);
  await purge(request);
  t.same(await repository.contents.list(), []);
});

t.test('the series of an attempt goes with those of the run, and what else it told stays', async t => {
  const bench = await removalBench(t);
  const run = await bench.stored({ 'metrics/main.ndjson': '' });
  await continueRun(bench.repository, run.id, { params: { late: 'x' }, metrics: { loss: [1] } });
  const { loaded } = await load(bench, run.id);
  const [path = ''] = Object.keys(loaded.added);
  const bytes = bench.on.git('cat-file', 'blob', `${loaded.commit}:${path}`);
  const report = await purge(requestOf(bench, run.id, ['metrics']));
  t.match(
    report.runs.flatMap(({ files }) => files.map(file => file.path)),
    [path, 'metrics/main.ndjson'],
  );
  await clean(t, bench, bytes);
  const after = await load(bench, run.id);
  t.match(after.loaded, { added: {}, run: { params: { late: { value: 'x' } } } });
  t.equal(
    await validateRun(openValidation(bench.repository), { id: run.id, commit: after.loaded.commit }),
    undefined,
  );
});
