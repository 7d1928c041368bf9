/** The table of ARCHITECTURE.md, enforced: every import of `src` is read against it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';
import picomatch from 'picomatch';
import t from 'tap';

const ROOT = join(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

interface Allowed {
  /** Folders of `src` it may import from, besides itself. */
  readonly folders: readonly string[];
  /** Packages, and modules of Node that have one owner. */
  readonly packages: readonly string[];
}

const words = (text: string) => text.split(' ').filter(word => word !== '');
const allow = (folders: string, packages = ''): Allowed => ({
  folders: words(folders),
  packages: words(packages),
});

/** A change here is a change of ARCHITECTURE.md: both, or none. */
const TABLE: Readonly<Record<string, Allowed>> = {
  run: allow(''),
  query: allow('run'),
  view: allow('run query', 'get-east-asian-width'),
  secrets: allow('run'),
  process: allow('run', 'node:child_process @lydell/node-pty'),
  git: allow('run process', 'isomorphic-git simple-git'),
  config: allow('run query git', 'yaml valibot'),
  exec: allow('run process'),
  capture: allow('run process git config', 'yaml smol-toml picomatch'),
  store: allow('run git', 'ulid valibot'),
  record: allow('run secrets process git config exec capture store'),
  reproduce: allow('run query secrets process git config capture store record'),
  doctor: allow('run view process git config record store guard'),
  remove: allow('run git capture store record'),
  share: allow('run secrets process git store remove'),
  guard: allow('run git store'),
  interop: allow(
    'run query view secrets process git config capture store record reproduce',
    'yaml valibot hono @hono/node-server',
  ),
  draw: allow('run query view', 'echarts @resvg/resvg-wasm'),
  tui: allow('run query view', 'ink react slice-ansi pngjs jpeg-js @leeoniya/ufuzzy'),
  cli: allow(
    'run query view secrets process git config exec capture store record reproduce doctor remove share guard interop draw tui',
    'commander cli-progress valibot',
  ),
  'index.ts': allow('run query git store record reproduce'),
};

/** Modules of Node that only the folder that owns them may import; all others are open to impure folders. */
const OWNED_BUILTINS = ['node:child_process'];

/** Runs in a browser, and is tested there as one program: test/draw/page/page.test.ts. */
const BROWSER = join('draw', 'page', '/');

/** Folders that only compute: no files, processes, network, clock. */
const PURE = ['run', 'query', 'view', 'secrets'];

const MOST_LINES = 250;

interface Import {
  /** Relative to `src`. */
  readonly file: string;
  readonly specifier: string;
  readonly dynamic: boolean;
  readonly typeOnly: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file))
  .sort();
const text = (file: string) => readFileSync(join(SRC, file), 'utf8');
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const pattern =
    /(?:^|\n)(?:import|export)(?<type> type)?(?:[^;'"]*?from)? '(?<fixed>[^'\n]+)'|\bimport\((?:'|")(?<late>[^'"\n]+)(?:'|")\)/g;
  return [...text(file).matchAll(pattern)].map(({ groups = {} }) => ({
    file,
    specifier: (groups.fixed ?? groups.late) as string,
    dynamic: groups.late !== undefined,
    typeOnly: groups.type !== undefined,
  }));
}

/** The folder of `src` a file is in, or the file itself at the top. */
const folderOf = (file: string) => file.split('/')[0] as string;

/** What of `src` is imported; undefined for packages, and for `package.json`, which is data. */
const targetOf = ({ file, specifier }: Import) =>
  specifier.startsWith('.') && !specifier.endsWith('/package.json')
    ? normalize(join(dirname(file), specifier))
    : undefined;

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const shown = (found: readonly Import[]) =>
  found.map(({ file, specifier }) => `${file} imports ${specifier}`);

t.test('every folder is in the table', async t => {
  t.same(
    [...new Set(files.map(folderOf))].filter(folder => !(folder in TABLE)),
    [],
  );
});

t.test('a folder imports only what the table lets it', async t => {
  const wrong = imports.filter(found => {
    const target = targetOf(found);
    if (target === undefined) return false;
    const [from, to] = [folderOf(found.file), folderOf(target)];
    return from !== to && !TABLE[from]?.folders.includes(to);
  });
  t.same(shown(wrong), []);
});

t.test('a package is imported only by the folders that own it', async t => {
  const wrong = imports.filter(({ file, specifier }) => {
    if (specifier.startsWith('.')) return false;
    if (specifier.startsWith('node:') && !OWNED_BUILTINS.includes(specifier)) return false;
    const allowed = TABLE[folderOf(file)]?.packages ?? [];
    return !allowed.includes(specifier) && !allowed.includes(packageOf(specifier));
  });
  t.same(shown(wrong), []);
});

t.test('modules of Node are named as such, and pure folders have none', async t => {
  t.same(shown(imports.filter(({ specifier }) => builtinModules.includes(specifier))), []);
  const impure = imports.filter(
    ({ file, specifier }) => PURE.includes(folderOf(file)) && specifier.startsWith('node:'),
  );
  t.same(shown(impure), []);
});

t.test('pure folders ask no clock, no chance and no environment', async t => {
  const impure = files.filter(
    file =>
      PURE.includes(folderOf(file)) &&
      /\b(?:Date\.now|Math\.random|new Date\(\)|process\.|performance\.now|crypto\.)/.test(
        text(file).replace(/^\s*(?:\/?\*|\/\/).*$/gm, ''),
      ),
  );
  t.same(impure, []);
});

t.test('a command is loaded only when it is called', async t => {
  const commands = `${join('cli', 'commands')}/`;
  const early = imports.filter(
    found =>
      targetOf(found)?.startsWith(commands) &&
      !found.file.startsWith(commands) &&
      !found.dynamic &&
      !found.typeOnly,
  );
  t.same(shown(early), []);
});

t.test('Ink is loaded behind the first rows, and by no other command', async t => {
  const early = (found: Import) => !found.dynamic && !found.typeOnly;
  const reached = new Set(['tui/open.ts', ...files.filter(file => file.startsWith('cli/'))]);
  for (const file of reached)
    for (const found of imports.filter(one => one.file === file && early(one))) {
      const target = targetOf(found);
      if (target !== undefined) reached.add(target);
    }
  t.ok(reached.has('tui/panes/runs-view.ts'));
  const heavy = imports.filter(
    found => reached.has(found.file) && early(found) && ['ink', 'react'].includes(packageOf(found.specifier)),
  );
  t.same(shown(heavy), []);
});

t.test('imports of our own files carry their ending and lead to a file', async t => {
  const astray = imports.filter(found => {
    const target = targetOf(found);
    return target !== undefined && !files.includes(target);
  });
  t.same(shown(astray), []);
});

t.test('every source file has its test beside it in the mirror', async t => {
  const onlyTypes = (file: string) =>
    /^export (?:type|interface)\b/m.test(text(file)) &&
    !/^export (?!type\b|interface\b|declare\b)/m.test(text(file));
  const missing = files
    .filter(file => !onlyTypes(file) && !file.startsWith(BROWSER))
    .map(file => join('test', file.replace(/\.tsx?$/, '.test.ts')))
    // A test of a hook, too, may have a component to call it.
    .filter(test => !existsSync(join(ROOT, test)) && !existsSync(join(ROOT, `${test}x`)));
  t.same(missing, []);
});

t.test('every test runs once: by itself, or together with others of its folder', async t => {
  const { tap } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const isTogether = picomatch(tap.exclude);
  const tests = testsBelow('test');
  const groups = tests
    .filter(file => file.startsWith('test/together/'))
    .flatMap(file => [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^import .*|'([^']+)'/gm)])
    .flatMap(([, folder]) => (folder === undefined ? [] : [`test/${folder}`]));
  t.same(
    groups.filter((folder, at) => groups.indexOf(folder) !== at),
    [],
  );
  const wrong = tests.filter(file => isTogether(file) !== groups.includes(dirname(file)));
  t.same(wrong, []);
});

function testsBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.test\.tsx?$/.test(file))
    .map(file => join(folder, file));
}

t.test('no file outgrows its reader', async t => {
  const long = files.filter(file => text(file).split('\n').length - 1 > MOST_LINES);
  t.same(long, []);
});

t.test('ARCHITECTURE.md says what this test enforces', async t => {
  t.same(documentedTable(), TABLE);
});

/** Reads the rows `| folder | may import | owns these packages |`; `all` is every folder above the row. */
function documentedTable(): Record<string, Allowed> {
  const document = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const section = /\n## Who may import whom\n(.*?)(?=\n## )/s.exec(document)?.[1] ?? '';
  const rows = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].slice(2);
  const table: Record<string, Allowed> = {};
  for (const [, folder = '', folders = '', packages = ''] of rows) {
    const named = folders.trim() === 'all above' ? Object.keys(table) : listed(folders);
    table[folder.trim()] = { folders: named, packages: listed(packages) };
  }
  return table;
}

function listed(cell: string): string[] {
  return cell.trim() === '–' ? [] : cell.split(',').map(item => item.trim());
}

t.test('the folders of the document are those of the source', async t => {
  const document = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const named = [...document.matchAll(/^ {2}([a-z]+)\/ /gm)].map(([, folder]) => folder);
  const there = readdirSync(SRC, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && readdirSync(join(SRC, entry.name)).length > 0)
    .map(entry => entry.name);
  t.same(
    [...there].filter(folder => !named.includes(folder)),
    [],
    relative(ROOT, SRC),
  );
});
