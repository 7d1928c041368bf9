/** The syntax of Git's configuration files: https://git-scm.com/docs/git-config#_syntax */
import { SettingsError } from '../../run/errors.ts';

export interface ConfigItem {
  /** Lower-case but for the subsection: `remote.Origin.url`. */
  readonly key: string;
  readonly value: string;
}

const SECTION = /\[([A-Za-z0-9.-]+)(?:[ \t]+"((?:\\.|[^"\\\n])*)")?[ \t]*\]/y;
const NAME = /([A-Za-z][A-Za-z0-9-]*)[ \t]*/y;
const BLANK = /(?:[ \t\r\n]+|[#;][^\n]*)+/y;

/** Reads a file in its order; a name with no value means true. Throws SettingsError, which names `file` and line. */
export function parseConfigFile(text: string, file: string): ConfigItem[] {
  const items: ConfigItem[] = [];
  let section = '';
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const take = (expression: RegExp) => {
    expression.lastIndex = at;
    const found = expression.exec(text);
    if (found !== null) at = expression.lastIndex;
    return found;
  };
  const bad = () =>
    new SettingsError(`${file}:${text.slice(0, at).split('\n').length}`, 'Git cannot read this line');
  for (;;) {
    take(BLANK);
    if (at >= text.length) return items;
    const head = take(SECTION);
    if (head !== null) {
      const [, name = '', subsection] = head;
      section =
        name.toLowerCase() + (subsection === undefined ? '' : `.${subsection.replace(/\\(.)/g, '$1')}`);
      continue;
    }
    const name = take(NAME)?.[1];
    if (name === undefined || section === '') throw bad();
    const key = `${section}.${name.toLowerCase()}`;
    if (text[at] !== '=') {
      if (at < text.length && !/[\r\n#;]/.test(text[at] as string)) throw bad();
      items.push({ key, value: 'true' });
      continue;
    }
    const found = parseValue(text, at + 1);
    if (found === undefined) throw bad();
    at = found.end;
    items.push({ key, value: found.value });
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  t: '\t',
  b: '\b',
  n: '\n',
  '\\': '\\',
  '"': '"',
  '\n': '',
};

/** Reads a value to the end of its line; undefined where it is none. */
function parseValue(text: string, start: number): { value: string; end: number } | undefined {
  let value = '';
  let blanks = '';
  let quoted = false;
  for (let at = start; ; at++) {
    const char = text[at];
    if (char === undefined || char === '\n') return quoted ? undefined : { value, end: at };
    if (!quoted && (char === '#' || char === ';')) {
      const end = text.indexOf('\n', at);
      return { value, end: end < 0 ? text.length : end };
    }
    if (!quoted && /[ \t\r]/.test(char)) {
      if (value !== '') blanks += char;
      continue;
    }
    value += blanks;
    blanks = '';
    if (char === '"') quoted = !quoted;
    else if (char !== '\\') value += char;
    else {
      if (text[at + 1] === '\r' && text[at + 2] === '\n') at++;
      const meant = ESCAPES[text[++at] ?? ''];
      if (meant === undefined) return undefined;
      value += meant;
    }
  }
}
