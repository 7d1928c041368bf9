import t from 'tap';
import { canonicalFile } from '../../src/run/json.ts';
import type { Run } from '../../src/run/run.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { runRef } from '../../src/run/run-ref.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { editRun } from '../../src/store/edit.ts';
import { entryOf } from '../../src/store/save.ts';
import { findTip } from '../../src/store/tips.ts';
import { openValidation, validateRun } from '../../src/store/validate-run.ts';
import { continueRun } from '../support/attempts.ts';
import { blob, entriesOf, type RawEntry, rawTree, replaceRecord, retree } from '../support/damage.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const bench = await storeBench(t);
const { repository, on } = bench;
const zeros = (mib: number) => blob(on, Buffer.alloc(mib * 2 ** 20));

async function stored(changes: Partial<Run> = {}): Promise<RunId> {
  const run = bench.run(changes);
  await bench.save(run, { files: storedFiles({ 'artifacts/model': 'x', 'logs/000000.log': 'l\n' }) });
  return run.id;
}

async function why(id: RunId): Promise<string | undefined> {
  const found = await validateRun(openValidation(repository), (await findTip(repository, id)) as RunTip);
  return found && `${found.code} ${found.part}: ${found.message}`;
}

/** Puts other entries into the top of a run's tree. */
function alter(id: RunId, ...changed: readonly RawEntry[]): void {
  const names = new Set(changed.map(([, name]) => name));
  const kept = entriesOf(on, runRef(id)).filter(([, name]) => !names.has(name));
  retree(
    on,
    id,
    [...kept, ...changed].sort(([, one], [, other]) => (one < other ? -1 : 1)),
  );
}

const folder = (name: string, entries: readonly RawEntry[]): RawEntry => [
  '40000',
  name,
  rawTree(on, entries),
];

t.test('what git-run itself stores may be adopted, edited or not', async t => {
  const id = await stored();
  t.equal(await why(id), undefined);
  const file = Buffer.from('later');
  for (const edits of [
    [{ kind: 'tag', key: '__proto__', value: 'b' }],
    [{ kind: 'artifact', path: 'deep/later', entry: { ...entryOf(file), mode: '755' } }],
    [{ kind: 'artifact', path: 'model', entry: { ...entryOf(file), mode: '644' } }],
  ] as const) {
    const files = edits.flatMap(edit =>
      edit.kind === 'artifact' ? [{ path: edit.path, content: file, ...edit.entry }] : [],
    );
    await editRun({ repository, id, edits, files, author: AUTHOR, now: NOW });
    t.equal(await why(id), undefined);
  }
});

t.test('names that some system takes for others are refused', async t => {
  const x = blob(on, 'x');
  const families: Readonly<Record<string, readonly string[]>> = {
    "it has a component '.*'|empty|slash": ['..', '.', '', '/abs', 'a/../b'],
    'a file of \\.git': ['.git', '.GIT', 'git~1', '.g\u200cit', '.git ', '.git...:stream', '.git\\config'],
    'backslash|drive letter': ['a\\..\\b', '\\\\server\\x', 'C:x'],
    device: ['CON', 'aux.txt', 'COM1', 'lpt9.tar'],
    'longer than 4096': ['n'.repeat(4097)],
  };
  for (const [reason, names] of Object.entries(families)) {
    for (const name of names) {
      const id = await stored();
      alter(id, folder('artifacts', [['100644', name, x]]));
      t.match(await why(id), new RegExp(`^unsafe .*(?:${reason})`), JSON.stringify(name).slice(0, 40));
    }
  }
});

t.test('entries that collide, are no files, or are no part of a run are refused', async t => {
  const x = blob(on, 'x');
  const deep = (levels: number, name: string) => {
    let tree = rawTree(on, [['100644', 'f', x]]);
    for (let level = 0; level < levels; level++) tree = rawTree(on, [['40000', name, tree]]);
    return tree;
  };
  const cases: [string, readonly RawEntry[], RegExp][] = [
    [
      'twice',
      [
        folder('artifacts', [
          ['100644', 'a', x],
          ['100644', 'a', x],
        ]),
      ],
      /stands there twice/,
    ],
    [
      'case',
      [
        folder('artifacts', [
          ['100644', 'A', x],
          ['100644', 'a', x],
        ]),
      ],
      /'artifacts\/a' collides with/,
    ],
    [
      'form',
      [
        folder('artifacts', [
          ['100644', 'e\u0301', x],
          ['100644', '\u00e9', x],
        ]),
      ],
      /collides/,
    ],
    ['link', [folder('artifacts', [['120000', 'a', blob(on, '/etc')]])], /mode 120000/],
    ['mode', [folder('artifacts', [['100777', 'a', x]])], /mode 100777/],
    ['submodule', [folder('artifacts', [['160000', 'a', '1'.repeat(40)]])], /mode 160000/],
    ['executable log', [folder('logs', [['100755', '000000.log', x]])], /mode 100755/],
    ['ghost', [['100644', 'ghost', x]], /'ghost' is no part of a run/],
    ['file for folder', [['100644', 'logs', x]], /'logs' is no part of a run/],
    [
      'folder for file',
      [folder('resources.ndjson', [['100644', 'x', x]])],
      /'resources.ndjson\/x' is no part of a run/,
    ],
    ['unlisted', [['100644', 'resources.ndjson', x]], /resources.ndjson is in no manifest/],
    ['deep', [['40000', 'artifacts', deep(150, 'd')]], /directories lie 152 deep/],
    ['long', [['40000', 'artifacts', deep(40, 'd'.repeat(200))]], /a path has 8051 bytes/],
  ];
  for (const [name, entries, reason] of cases) {
    const id = await stored();
    alter(id, ...entries);
    t.match(await why(id), reason, name);
  }
});

t.test('bombs are told from their sizes', async t => {
  let paths = rawTree(on, [['100644', 'f', blob(on, 'x')]]);
  for (let level = 0; level < 10; level++)
    paths = rawTree(
      on,
      [...'0123456789'].map(name => ['40000', name, paths] as const),
    );
  const mib = zeros(9);
  const files = Array.from(
    { length: 40 },
    (_, at) => ['100644', `${String(at).padStart(3, '0')}`, mib] as const,
  );
  const cases: [string, RawEntry, RegExp][] = [
    ['paths', ['40000', 'artifacts', paths], /in its tree, there are 2\d{10} entries/],
    ['edits', ['40000', 'annotations', paths], /in its tree, there are 2\d{10} entries/],
    ['run.json', ['100644', 'run.json', zeros(17)], /run\.json has 17825792 bytes, more than/],
    ['manifest', ['100644', 'manifest.json', zeros(65)], /manifest\.json has \d+ bytes, more than/],
    [
      'log',
      folder('logs', [['100644', '000000.log', mib]]),
      /logs\/000000\.log has 9437184 bytes, more than/,
    ],
    ['expansion', folder('artifacts', files), /its files have 3\d{8} bytes, and \d{5} are stored/],
  ];
  for (const [name, entry, reason] of cases) {
    const id = await stored();
    alter(id, entry);
    t.match(await why(id), reason, name);
  }
  const { commit } = bench.run().source;
  const source = on.git('commit-tree', paths, '-p', commit, '-m', 'bomb');
  const bomb = await stored();
  on.git(
    'update-ref',
    runRef(bomb),
    on.git('commit-tree', `${runRef(bomb)}^{tree}`, '-p', source, '-m', 'x'),
  );
  t.match(await why(bomb), /^unsafe source: in its source, there are 2\d{10} entries/);
});

t.test('records that say otherwise, or cannot be read, are refused', async t => {
  const record = async (name: string, change: (text: string) => string) => {
    const id = await stored();
    replaceRecord(on, id, name, change(on.git('show', `${runRef(id)}:${name}`)));
    return why(id);
  };
  const other = await stored();
  t.match(await record('run.json', () => on.git('show', `${runRef(other)}:run.json`)), `is run ${other}`);
  t.match(
    await record('run.json', text => text.replace(/"tree": "\w+"/, `"tree": "${'1'.repeat(40)}"`)),
    /its source is/,
  );
  t.match(await record('run.json', () => '['.repeat(100_000)), /^damaged record: .* not JSON/);
  t.match(await record('run.json', text => text.replace('"version": 1', '"version": 2')), /^newer-format/);
  t.match(
    await record('manifest.json', text => text.replace('"artifacts/model"', '"artifacts/other"')),
    /artifacts\/model is in no manifest/,
  );
  t.match(
    await record('manifest.json', text =>
      text.replace('"artifacts/model"', '"artifacts/model":{"sha256":"","size":1},"gone"'),
    ),
    /no digest of artifacts\/model/,
  );
  t.match(
    await record('manifest.json', text => text.replace(/"size": 1\b/, '"size": 2')),
    /has 1 bytes, and the manifest says 2/,
  );
});

t.test('edits under other names, and files that are gone, are refused', async t => {
  const edited = async () => {
    const id = await stored();
    await editRun({ repository, id, edits: [{ kind: 'note', text: 'n' }], author: AUTHOR, now: NOW });
    const [[, name, oid] = ['', '', '']] = entriesOf(on, `${runRef(id)}:annotations`);
    const place = (...entries: readonly RawEntry[]) => {
      const rest = entriesOf(on, runRef(id)).filter(([, one]) => one !== 'annotations');
      const tree = rawTree(on, [folder('annotations', entries), ...rest]);
      const first = on.git('rev-parse', `${runRef(id)}^`);
      on.git('update-ref', runRef(id), on.git('commit-tree', tree, '-p', first, '-m', 'x'));
    };
    return { id, name, oid, place };
  };
  const odd = await edited();
  odd.place(['100644', 'x.json', odd.oid]);
  t.match(await why(odd.id), /annotations\/x\.json is no name of an edit/);
  const other = await edited();
  other.place(['100644', other.name.replace(/^./, '1'), other.oid]);
  t.match(await why(other.id), /an edit says that it is \w+, and is in another file/);
  const gone = await stored();
  alter(gone, folder('artifacts', [['100644', 'model', '1'.repeat(40)]]));
  t.match(await why(gone), 'missing artifacts: artifacts/model is missing');
});

t.test('an attempt may be adopted with the files that it tells of, and with no others', async t => {
  const run = bench.run();
  await bench.save(run);
  const attempt = await continueRun(repository, run.id, { params: { a: '1' }, metrics: { loss: [1, 2] } });
  t.equal(await why(run.id), undefined);
  const series = (...entries: readonly RawEntry[]) =>
    alter(run.id, folder('attempts', [folder(attempt.attempt, entries)]));
  const x = blob(on, 'x');
  series(folder('metrics', [['100644', 'main.ndjson', x]]));
  t.match(await why(run.id), /mismatch record: attempts\/.*main.ndjson has 1 bytes/);
  series(folder('metrics', [['100644', 'other.ndjson', x]]));
  t.match(await why(run.id), /other.ndjson is in no manifest/);
  series(['100644', 'x', x]);
  t.match(await why(run.id), /x is in no manifest/);
  alter(run.id, folder('attempts', []));
  t.match(await why(run.id), /main.ndjson is in the manifest, and not there/);
});

t.test('what edits of a newer git-run bring may be adopted', async t => {
  const run = bench.run();
  await bench.save(run);
  const newer = { version: 1, id: idAt(NOW), time: '', author: '', edit: { kind: 'from the future' } };
  alter(
    run.id,
    folder('annotations', [['100644', `${idAt(NOW)}.json`, blob(on, canonicalFile(newer))]]),
    folder('attempts', [['100644', 'x', blob(on, 'x')]]),
  );
  t.equal(await why(run.id), undefined);
});
