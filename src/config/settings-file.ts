/** `git-run.yaml` at the top of the work tree: the settings a project commits for everybody. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Document, LineCounter } from 'yaml';
import { nearest } from '../query/nearest.ts';
import { SettingsError } from '../run/errors.ts';
import type { WrittenSettings } from './settings.ts';

export const SETTINGS_FILE = 'git-run.yaml';

/** Reads the file of a work tree; empty where there is none. Throws SettingsError with the line at fault. */
export async function readSettingsFile(workTree: string): Promise<WrittenSettings> {
  let text: string;
  try {
    text = await readFile(join(workTree, SETTINGS_FILE), 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return {};
    throw new SettingsError(SETTINGS_FILE, `it cannot be read: ${message}`);
  }
  return parseSettings(text);
}

/** Reads the text of a settings file. Throws SettingsError. */
export async function parseSettings(text: string): Promise<WrittenSettings> {
  const { isMap, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken !== undefined) throw at(lines, broken.pos[0], `not YAML: ${broken.message}`);
  if (document.contents === null) return {};
  if (!isMap(document.contents)) throw at(lines, 0, "expected settings, such as 'outputs: [model.pt]'");
  return validated(document, lines);
}

async function validated(document: Document, lines: LineCounter): Promise<WrittenSettings> {
  const { checkWritten, KEYS } = await import('./settings-schema.ts');
  const checked = checkWritten(withoutNulls(plain(document)));
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  const path = (issue.path ?? []).map(item => item.key as string | number);
  const offset = await offsetOf(document, path);
  if (issue.type !== 'strict_object' || issue.expected !== 'never') {
    throw at(lines, offset, `'${dotted(path)}' ${issue.message}`);
  }
  const [meant] = nearest(String(path.at(-1)), KEYS[dotted(path.slice(0, -1))] ?? []);
  const hint = meant === undefined ? '' : `; did you mean '${dotted([...path.slice(0, -1), meant])}'?`;
  throw at(lines, offset, `there is no setting '${dotted(path)}'${hint}`);
}

function plain(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new SettingsError(SETTINGS_FILE, (error as Error).message);
  }
}

/** A key with nothing behind it, or with its list commented out, counts as absent. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const out: Record<string, unknown> = Object.create(null);
  for (const [key, member] of Object.entries(value)) if (member !== null) out[key] = withoutNulls(member);
  return out;
}

/** Where in the text the deepest node of a path stands: a key, or an item of a list. */
async function offsetOf(document: Document, path: readonly (string | number)[]): Promise<number> {
  const { isMap, isNode, isScalar } = await import('yaml');
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const name = path[depth - 1];
    const found = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === name)?.key
      : document.getIn(path.slice(0, depth), true);
    if (isNode(found) && found.range) return found.range[0];
  }
  return 0;
}

function dotted(path: readonly (string | number)[]): string {
  return path.join('.');
}

function at(lines: LineCounter, offset: number, why: string): SettingsError {
  return new SettingsError(`${SETTINGS_FILE}:${lines.linePos(offset).line || 1}`, why);
}
