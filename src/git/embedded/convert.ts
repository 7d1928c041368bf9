/**
 * What Git stores of a file (convert.c): line ends as attributes and `core.autocrlf` have them. A content filter is a
 * program that only Git starts: where one is configured the engine refuses, rather than store other bytes.
 */
import { EngineLimitError } from '../../run/repository-errors.ts';
import type { GitConfig } from '../repository.ts';
import type { Attributes } from './attributes.ts';
import { isTrue } from './config.ts';

/** `auto` converts what looks like text, `text` everything. */
export type Conversion = 'none' | 'text' | 'auto';

const INSTALL = 'install git: git-run uses it where it finds it on PATH';

/** How a path is converted. Throws EngineLimitError where only Git could do it. */
export function conversionOf(path: string, attributes: Attributes, config: GitConfig): Conversion {
  const filter = attributes.get('filter');
  const isConfigured = (part: string) => config.get(`filter.${filter}.${part}`) !== undefined;
  if (typeof filter === 'string' && (isConfigured('clean') || isConfigured('process'))) {
    throw new EngineLimitError(`'${path}' goes through the content filter '${filter}'`, INSTALL);
  }
  for (const name of ['working-tree-encoding', 'ident']) {
    const value = attributes.get(name);
    if (value !== undefined && value !== false) {
      throw new EngineLimitError(`'${path}' is converted (attribute ${name})`, INSTALL);
    }
  }
  const text = textAction(attributes.get('text')) ?? textAction(attributes.get('crlf'));
  if (text === 'none') return 'none';
  const hasEol = ['lf', 'crlf'].includes(String(attributes.get('eol')));
  if (text !== undefined) return text;
  if (hasEol) return 'text';
  const setting = config.get('core.autocrlf');
  return setting?.toLowerCase() === 'input' || isTrue(setting) ? 'auto' : 'none';
}

function textAction(value: string | boolean | undefined): Conversion | undefined {
  if (value === true || value === 'input') return 'text';
  if (value === false) return 'none';
  return value === 'auto' ? 'auto' : undefined;
}

/**
 * The bytes Git would store. `storedCrlf` tells whether the index has the file with CRLF: `git status` and `git add`
 * then leave a file that is not marked as text alone, `git hash-object` does not ask.
 */
export async function converted(
  content: Buffer,
  conversion: Conversion,
  storedCrlf: () => Promise<boolean>,
): Promise<Buffer> {
  if (conversion === 'none' || !content.includes('\r\n')) return content;
  if (conversion === 'auto' && (isBinary(content) || (await storedCrlf()))) return content;
  const text = content.toString('latin1');
  return Buffer.from(
    conversion === 'auto' ? text.replaceAll('\r', '') : text.replaceAll('\r\n', '\n'),
    'latin1',
  );
}

/** Whether a blob of the index counts as text with CRLF. */
export function hasCrlf(content: Buffer): boolean {
  return content.includes('\r\n') && !isBinary(content);
}

/** Git's guess: a NUL, a lone CR, or more than one unprintable byte in 128 printable ones. */
function isBinary(content: Buffer): boolean {
  let [printable, unprintable] = [0, 0];
  for (let at = 0; at < content.length; at++) {
    const byte = content[at] as number;
    if (byte === 0) return true;
    if (byte === 13) {
      if (content[at + 1] !== 10) return true;
      at++;
    } else if (byte === 10) continue;
    else if (byte === 127 || (byte < 32 && ![8, 9, 27, 12].includes(byte))) unprintable++;
    else printable++;
  }
  // A final ^Z is an end of file on some systems.
  if (content.at(-1) === 26) unprintable--;
  return printable >> 7 < unprintable;
}
