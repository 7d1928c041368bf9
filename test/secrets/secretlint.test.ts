/** Secretlint's preset for Node 20, beside our rules: what it knows must be known here, or they are no replacement. */
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import t from 'tap';
import { scan } from '../../src/secrets/scan.ts';
import { type KnownSecret, knownSecrets } from '../support/known-secrets.ts';
import { plantedSecrets } from '../support/secret-corpus.ts';

const PRESET = '@secretlint/secretlint-rule-preset-recommend';
const RULES =
  'aws gcp privatekey npm slack basicauth openai anthropic linear sendgrid shopify github 1password database-connection-string';

interface Place {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

async function theirs({ path, text }: Pick<KnownSecret, 'path' | 'text'>): Promise<Place[]> {
  const source = {
    filePath: path,
    content: text,
    contentType: 'text',
    ext: path.slice(path.lastIndexOf('.')),
  } as const;
  const { messages } = await lintSource({
    source,
    options: { config: { rules: [{ id: PRESET, rule: creator }] } },
  });
  return messages.map(({ ruleId, range: [start, end] }) => ({
    rule: ruleId.replace('@secretlint/secretlint-rule-', ''),
    start,
    end,
  }));
}

/** Where our findings begin. */
function ours(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return scan(text).map(({ line, column }) => (starts[line - 1] as number) + column - 1);
}

/** What is found by the same path is put into one file: theirs takes a tenth of the time then. */
function filesOf(known: readonly KnownSecret[]): Pick<KnownSecret, 'path' | 'text'>[] {
  const whole = known.filter(({ path }) => path.endsWith('.json'));
  const paths = [...new Set(known.filter(one => !whole.includes(one)).map(({ path }) => path))];
  const joined = paths.map(path => ({
    path,
    text: known
      .filter(one => one.path === path)
      .map(({ text }) => text)
      .join('\n\n'),
  }));
  return [...whole, ...joined];
}

t.test('whatever secretlint reports is reported here too', async t => {
  const reported = new Map<string, number>();
  const missed: string[] = [];
  for (let seed = 1; seed <= 12; seed++) {
    for (const file of filesOf(knownSecrets(seed))) {
      const found = ours(file.text);
      for (const { rule, start, end } of await theirs(file)) {
        reported.set(rule, (reported.get(rule) ?? 0) + 1);
        // Theirs may begin at the secret's name, ours behind a mark in it: `AKIA`, `Q~`.
        if (!found.some(at => at >= start - 1 && at < end))
          missed.push(`${rule}: ${file.text.slice(start, start + 20)}…`);
      }
    }
  }
  t.comment(`${missed.length} of ${[...reported.values()].reduce((sum, count) => sum + count, 0)} missed`);
  t.same(missed, []);
  t.same([...reported.keys()].sort(), RULES.split(' ').sort(), 'every rule of theirs was put to the test');
  t.ok([...reported.values()].every(count => count >= 12));
});

t.test('what secretlint is silent about, and machine learning uses most, is reported here alone', async t => {
  const known = ['Hugging Face', 'W&B, old', 'Kaggle', 'Neptune', 'GitLab', 'JWT', 'password, command line'];
  const texts = plantedSecrets(3).flatMap(({ kind, text }) => (known.includes(kind) ? [text] : []));
  t.equal(texts.length, known.length);
  for (const text of texts) {
    t.same(await theirs({ path: 'train.py', text }), []);
    t.equal(ours(text).length, 1, text.slice(0, 6));
  }
});
