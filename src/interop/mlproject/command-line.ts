/**
 * The command of an entry point, filled: a shell's text in which every value is data, whatever it is made of. A value is
 * quoted for the place where it stands: of one within quotes they are closed and opened again.
 */
import { ProjectError } from './project-error.ts';
import { readShell, type ShellPlace, START } from './shell-place.ts';

/** What a parameter comes to. */
export interface Value {
  readonly text: string;
  /** A path from the directory the command runs in, which the shell makes absolute, wherever that directory is. */
  readonly fromDirectory?: boolean;
}

export interface CommandParts {
  /** As of EntryPoint. */
  readonly command: string;
  readonly values: ReadonlyMap<string, Value>;
  /** Those that the entry point does not declare: put behind the command, in their order. */
  readonly extra: ReadonlyMap<string, Value>;
}

/** Fills a command. Throws ProjectError for a placeholder with no parameter, and for a value that has no safe place. */
export function commandLine({ command, values, extra }: CommandParts): string {
  let line = '';
  let place: ShellPlace = START;
  for (const piece of piecesOf(command.trimEnd())) {
    if ('text' in piece) {
      line += piece.text;
      place = readShell(place, piece.text);
      continue;
    }
    const value = values.get(piece.key);
    if (value === undefined)
      throw new ProjectError(
        `the command has {${piece.key}}, which is no parameter of it`,
        '  declare it below parameters of the entry point, or write {{ and }} for braces',
      );
    line += inPlace(value, place.kind, piece.key);
    place = readShell(place, 'x');
  }
  if (extra.size > 0 && place.kind !== 'bare')
    throw new ProjectError(
      `nothing can be put behind the command, which does not end there: ${[...extra.keys()].join(', ')}`,
      '  declare it below parameters of the entry point, and its place in the command',
    );
  return line + [...extra].map(([key, value]) => ` --${checkedKey(key)} ${quoted(value)}`).join('');
}

/** A key is part of the text as it is. */
function checkedKey(key: string): string {
  if (/^[A-Za-z_][\w.-]*$/.test(key)) return key;
  throw new ProjectError(
    `'${key}' cannot be the name of a parameter: it begins with a letter or _, and has letters, digits, _ . - in it`,
  );
}

type Piece = { readonly text: string } | { readonly key: string };

/** As Python's `str.format` reads it. */
function piecesOf(command: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [piece, key] of command.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g)) {
    if (key !== undefined) pieces.push({ key });
    else if (piece === '{' || piece === '}')
      throw new ProjectError(
        `the command has a single '${piece}'`,
        `  write ${piece}${piece} for a brace that is no placeholder's`,
      );
    else pieces.push({ text: piece === '{{' || piece === '}}' ? piece.charAt(0) : piece });
  }
  return pieces;
}

function inPlace(value: Value, kind: ShellPlace['kind'], key: string): string {
  // Nothing in it means anything to a shell, wherever it stands.
  if (!value.fromDirectory && isPlain(value.text)) return value.text;
  switch (kind) {
    case 'bare':
      return quoted(value);
    case 'double':
      return inDouble(value);
    case 'single':
      return value.fromDirectory || value.text.includes("'") ? `'${quoted(value)}'` : value.text;
    case 'other':
      throw new ProjectError(
        `the value of '${key}' cannot be put where {${key}} stands, in a substitution, comment or here-document`,
        `  give a variable its value first, and use that: v={${key}}; … "$v"`,
      );
  }
}

function inDouble({ text, fromDirectory }: Value): string {
  return (fromDirectory ? '$PWD/' : '') + (/["$`\\]/.test(text) ? `"${quoted({ text })}"` : text);
}

function quoted({ text, fromDirectory }: Value): string {
  const word = isPlain(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
  return fromDirectory ? `"$PWD"/${word}` : word;
}

function isPlain(text: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(text);
}
