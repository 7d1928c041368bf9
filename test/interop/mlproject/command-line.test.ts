import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { commandLine, type Value } from '../../../src/interop/mlproject/command-line.ts';
import { ProjectError } from '../../../src/interop/mlproject/project-error.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const NONE: ReadonlyMap<string, Value> = new Map();
const texts = (values: Readonly<Record<string, string>>) =>
  new Map(Object.entries(values).map(([key, text]) => [key, { text }]));
const filled = (command: string, values: Readonly<Record<string, string>>, extra = {}) =>
  commandLine({ command, values: texts(values), extra: texts(extra) });

t.test('values come where their names stand, and braces are doubled', async t => {
  t.equal(filled('python t.py -a {a} {{x}} {a}', { a: '0.5' }), 'python t.py -a 0.5 {x} 0.5');
  t.equal(filled('p {a}', { a: "it's" }), "p 'it'\\''s'");
  t.equal(filled('p {a}', { a: '' }), "p ''");
  t.equal(filled('p {a}\n', { a: '{b}' }, { c: '1', 'd.e': 'x y' }), "p '{b}' --c 1 --d.e 'x y'");
});

t.test('a placeholder with no parameter, and a brace alone, are told', async t => {
  t.throws(() => filled('p {b}', { a: '1' }), {
    code: 'project',
    message: /has \{b\}, which is no parameter/,
  });
  for (const command of ['p {', 'p } x', 'p {a', '${x']) {
    t.throws(() => filled(command, { a: '1' }), { code: 'project', message: /single '[{}]'/ }, command);
  }
});

/** What MLflow puts into the shell's text as it is. */
const HOSTILE_KEYS = [
  'x;touch pwned',
  'x$(touch pwned)',
  'x`touch pwned`',
  'x|touch pwned',
  'x&touch pwned',
  'x\ntouch pwned',
  'x y',
  '-x',
  '',
  '1x',
  "x'",
  'x"',
  'x\\',
  'x>pwned',
  'é',
];

t.test('a key that is no name never comes near a shell', async t => {
  for (const key of HOSTILE_KEYS)
    t.throws(
      () => filled('true', {}, { [key]: '1' }),
      { code: 'project', message: /cannot be the name/ },
      key,
    );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), key => {
      const isName = /^[A-Za-z_][\w.-]*$/.test(key);
      try {
        return filled('true', {}, { [key]: '1' }) === `true --${key} 1` && isName;
      } catch (error) {
        return error instanceof ProjectError && !isName;
      }
    }),
  );
});

/** Each prints its words, an end after each; the value stands where any careless author may have put it. */
const PRINT = "printf '%s\\0'";
const PLACES: readonly [command: string, around: (value: string) => string][] = [
  [`${PRINT} {v}`, v => v],
  [`${PRINT} "{v}"`, v => v],
  [`${PRINT} '{v}'`, v => v],
  [`${PRINT} a{v}b`, v => `a${v}b`],
  [`${PRINT} "a{v}b"`, v => `a${v}b`],
  [`${PRINT} 'a"{v}"b'`, v => `a"${v}"b`],
  [`${PRINT} "it's {v}"`, v => `it's ${v}`],
  [`${PRINT} \\"{v}`, v => `"${v}`],
  [`${PRINT} "\\"{v}"`, v => `"${v}`],
  [`${PRINT} \\'{v}`, v => `'${v}`],
  [`# don't\n${PRINT} {v}`, v => v],
  [`true #"\n${PRINT} "{v}" # it's`, v => v],
  [`echo a#'b' >/dev/null; ${PRINT} {v}`, v => v],
  [`${PRINT} "$(printf '%sx' "{v}")"`, v => `${v}x`],
  [`${PRINT} "$(printf '%sx' {v})"`, v => `${v}x`],
  [`${PRINT} "$(echo ")" >/dev/null; (printf '%sx' '{v}'))"`, v => `${v}x`],
  [`x="\${{x:-y}}"; ${PRINT} {v}`, v => v],
  [`x=\`echo "'"\`; ${PRINT} {v}`, v => v],
  [`x={v}; ${PRINT} "$x"`, v => v],
  [`if true; then ${PRINT} {v}; fi`, v => v],
  [`(${PRINT} {v})`, v => v],
  [`${PRINT} {{{v}}}`, v => `{${v}}`],
];

/** A value here is refused where it holds anything that means something to a shell. */
const REFUSED = [
  `${PRINT} "\`printf '%s' {v}\`"`,
  `${PRINT} $'{v}'`,
  `${PRINT} \${{x:-{v}}}`,
  `${PRINT} "\${{x:-{v}}}"`,
  `cat <<END\n{v}\nEND`,
  `echo $(( {v} ))`,
  `(( x = {v} ))`,
  `true # {v}`,
  `${PRINT} \${v}`,
  `${PRINT} \\{v}`,
  `${PRINT} "$(case a in a) echo {v};; esac)"`,
];

const HOSTILE = [
  'a b',
  '$(touch pwned)',
  '`touch pwned`',
  '; touch pwned',
  "'; touch pwned; '",
  '"; touch pwned; "',
  '"$(touch pwned)"',
  '\'"\'"; touch pwned #',
  '\\',
  "\\'; touch pwned; '",
  '\\$(touch pwned)',
  '$HOME',
  `\${IFS}`,
  '~',
  '*',
  '{a,b}',
  '!!',
  '#',
  '&& touch pwned',
  '| touch pwned',
  '> pwned',
  '\n touch pwned\n',
  'a\ttouch pwned',
  '--flag',
  '-n',
  '%s%d',
  '{v}',
  'a[$(touch pwned)]',
  'END\ntouch pwned',
  'é\u202e',
  '\u001b]0;x\u0007',
];

function printed(t: { teardown(handler: () => unknown): unknown }) {
  const cwd = temporaryDirectory(t);
  const hasPwned = () => existsSync(join(cwd, 'pwned'));
  const run = (shell: string, line: string) =>
    execFileSync(shell, ['-c', line], { cwd, env: { PATH: process.env.PATH, HOME: cwd }, encoding: 'utf8' });
  return { cwd, run, hasPwned };
}

t.test('a value arrives whole and does nothing, in whatever quotes it stands', async t => {
  const { run, hasPwned } = printed(t);
  for (const shell of ['bash', 'sh'])
    for (const [command, around] of PLACES) {
      // One process for all values of a place.
      const lines = HOSTILE.map(value => filled(command, { v: value }));
      const said = run(shell, lines.map(line => `(\n${line}\n)`).join('\n'))
        .split('\0')
        .slice(0, -1);
      t.same(said, HOSTILE.map(around), `${shell}: ${command}`);
    }
  t.notOk(hasPwned());
});

t.test('any text at all arrives whole, in its place and behind the command', async t => {
  const { run } = printed(t);
  const text = fc.string({ unit: fc.constantFrom(...`abc '"\\$\`(){}<>#!&|;*?~=\n\t-é`) });
  fc.assert(
    fc.property(fc.array(text, { minLength: 20, maxLength: 20 }), values => {
      const lines = values.flatMap(value => [
        ...PLACES.map(([command]) => `(\n${filled(command, { v: value })}\n)`),
        filled(PRINT, {}, { key: value }),
      ]);
      const expected = values.flatMap(value => [
        ...PLACES.map(([, around]) => around(value)),
        '--key',
        value,
      ]);
      return run('bash', lines.join('\n')) === expected.map(word => `${word}\0`).join('');
    }),
    { numRuns: 5 },
  );
});

t.test('where quoting would not help a value is refused, and one that needs none is taken', async t => {
  const { hasPwned } = printed(t);
  for (const command of REFUSED) {
    t.match(filled(command, { v: 'abc/0.5' }), 'abc/0.5', command);
    for (const value of ['a b', '$(touch pwned)'])
      t.throws(
        () => filled(command, { v: value }),
        { code: 'project', message: /^the value of 'v'/ },
        command,
      );
  }
  t.throws(() => filled('true # end', {}, { a: '1' }), { message: /nothing can be put behind the command/ });
  t.notOk(hasPwned());
});

t.test('a path from the directory is made absolute by the shell, wherever it is', async t => {
  const { cwd, run } = printed(t);
  for (const [command, around] of PLACES) {
    const values = new Map([['v', { text: "data/it's x", fromDirectory: true }]]);
    const line = commandLine({ command, values, extra: NONE });
    t.equal(run('sh', line), `${around(`${cwd}/data/it's x`)}\0`, command);
  }
});
