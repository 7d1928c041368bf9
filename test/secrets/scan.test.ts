import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { RULES } from '../../src/secrets/rules.ts';
import { fingerprint, scan, secretsIn } from '../../src/secrets/scan.ts';
import { plainFiles } from '../support/plain-files.ts';
import { plantedSecrets } from '../support/secret-corpus.ts';

const MIB = 1 << 20;

t.test('every kind of secret is found, once, by its own rule, whole', async t => {
  const planted = plantedSecrets(1);
  for (const { kind, rule, text, secret } of planted) {
    t.same(
      scan(text).map(found => found.rule),
      [rule],
      kind,
    );
    const [place] = secretsIn(text);
    t.equal(text.slice(place?.start, place?.end), secret, kind);
  }
  t.ok(planted.length >= 40);
  const covered = new Set(planted.map(({ rule }) => rule));
  t.same(
    RULES.filter(({ id }) => !covered.has(id)),
    [],
  );
});

t.test('which one was drawn hardly matters', async t => {
  const all = Array.from({ length: 30 }, (_, seed) => plantedSecrets(seed + 2)).flat();
  const missed = all.filter(({ text, rule }) => scan(text)[0]?.rule !== rule);
  t.comment(`${all.length - missed.length} of ${all.length} found`);
  // A key without a single digit is a word by its look.
  t.ok(missed.length < all.length / 200, missed.map(({ kind }) => kind).join());
});

t.test('a finding tells where, and nothing of what', async t => {
  const [secret = ''] = plantedSecrets(1).map(found => found.secret);
  const text = `# né\n\n  a = 1; b = "${secret}"\r\nc = '${secret}' # ${secret}\n`;
  t.same(scan(text), [
    { rule: 'hugging-face-token', line: 3, column: 15, ordinal: 1 },
    { rule: 'hugging-face-token', line: 4, column: 6, ordinal: 2 },
    { rule: 'hugging-face-token', line: 4, column: 47, ordinal: 3 },
  ]);
  t.equal(fingerprint({ rule: 'jwt', ordinal: 2 }, 'a b/c:d.py'), 'jwt:a b/c:d.py:2');
});

t.test('findings are in order and apart, whatever the text', async () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(...plantedSecrets(5).map(({ text }) => text)),
    fc.constantFrom(...RULES.flatMap(({ starts }) => starts), 'password=', '--token ', '\n', '"'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      const text = pieces.join('');
      const places = secretsIn(text);
      const isApart = places.every(
        ({ start, end }, index) =>
          start >= (places[index - 1]?.end ?? 0) && end > start && end <= text.length,
      );
      const lines = text.split('\n');
      return isApart && scan(text).every(({ line, column }) => column <= (lines[line - 1] as string).length);
    }),
  );
});

t.test('placeholders and examples are no findings', async t => {
  const texts = [
    'postgres://user:password@localhost/db postgres://postgres:postgres@db/x',
    'https://abc:xyz@example.com https://ada:s3cret99@www.example.org/',
    `redis://u:\${PASSWORD}@h http://{user}:{password}@h`,
    `Authorization: Bearer YOUR_TOKEN_HERE, Authorization: Bearer <token>`,
    `f"Authorization: Bearer {token}"`,
    `hf_${'x'.repeat(34)} sk-${'x'.repeat(40)} AKIAIOSFODNN7${'EXAMPLE'}`,
    `-----BEGIN ${'RSA PRIVATE'} KEY-----\n...\n`,
    `if line == '-----BEGIN ${'PRIVATE'} KEY-----':`,
    'sk-estimator-doc-link sk-toggleable__label-arrow div.sk-container-id-1',
    'npm_config_registry gho_st hf_hub_download xoxo-love wandb==0.16.0',
    `wandb @ git+https://github.com/wandb/wandb@${'0f'.repeat(20)}`,
  ];
  for (const text of texts) t.same(scan(text), [], text);
});

t.test('lock files, model configurations, notebooks and programs are silent', async t => {
  let bytes = 0;
  const hits: string[] = [];
  for (let seed = 1; seed <= 4; seed++) {
    for (const [name, text] of Object.entries(plainFiles(seed))) {
      bytes += text.length;
      hits.push(...scan(text).map(({ rule, line }) => `${name}:${line} ${rule}`));
    }
  }
  t.comment(`${hits.length} findings in ${(bytes / MIB).toFixed(1)} MiB`);
  t.same(hits, []);
});

t.test('real files of this machine are all but silent', async t => {
  const root = join(import.meta.dirname, '../..');
  const folders = [
    'src',
    'fixtures',
    'node_modules/ajv',
    'node_modules/esbuild',
    'node_modules/typescript/lib',
  ];
  const found = folders.flatMap(folder => [...textFiles(join(root, folder))]).slice(0, 400);
  const files = [join(root, 'package-lock.json'), ...found];
  const hits = files.flatMap(file =>
    scan(readFileSync(file, 'utf8')).map(({ rule, line }) => `${file}:${line} ${rule}`),
  );
  t.comment(`${hits.length} findings in ${files.length} files`);
  t.same(hits, []);
});

function* textFiles(folder: string): Iterable<string> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (!/\.(?:js|ts|py|json|md|ya?ml|toml|lock)$/.test(name)) continue;
    const stat = statSync(file);
    if (stat.isFile() && stat.size < MIB) yield file;
  }
}

t.test('no text makes it slow, however long its lines', async t => {
  const units = RULES.flatMap(({ starts }) => starts.flatMap(start => [start, `${start}A1b2C3d4`]));
  units.push(
    'password=',
    'token="',
    '--api-key a1',
    'a://b:',
    `-----BEGIN ${'PRIVATE'} KEY-----\\n`,
    'a',
    'eyJa.',
  );
  units.push('wandb key ', '1:AA', 'x'.repeat(63), 'Authorization: bearer ', '\\"', ' ');
  const size = MIB / 4;
  let slowest = { unit: '', took: 0 };
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(size / unit.length));
    const started = performance.now();
    scan(text);
    const took = performance.now() - started;
    if (took > slowest.took) slowest = { unit, took };
  }
  t.comment(`slowest: ${(slowest.took * 4).toFixed(0)} ms/MiB at '${slowest.unit}'`);
  t.ok(slowest.took < 1000, slowest.unit);
});

t.test('a MiB of ordinary text takes milliseconds', async t => {
  const source = readFileSync(join(import.meta.dirname, '../../src/git/repository.ts'), 'utf8');
  const text = source.repeat(Math.ceil(MIB / source.length));
  scan(text);
  const started = performance.now();
  scan(text);
  const took = performance.now() - started;
  t.comment(`${took.toFixed(1)} ms/MiB`);
  t.ok(took < 150, `${took} ms`);
});
