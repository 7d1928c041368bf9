/** A template → its text, as parse.ts reads it. */
import { type Key, printKey } from '../../query/lookup.ts';
import type { Part, Template } from './template.ts';

/** Prints a template in one spelling. */
export function printTemplate(template: Template): string {
  return template.map(printPart).join('');
}

function printPart(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text.replace(/[%\0-\x1f\x7f]/g, escaped);
    case 'value':
      return `%(${printName(part.key)}${part.form === '' ? '' : `:${part.form}`})`;
    case 'colour':
      return `%(color:${part.colour})`;
    case 'align':
      return `%(align:${part.width},${part.position})${printTemplate(part.of)}%(end)`;
  }
}

function escaped(char: string): string {
  if (char === '%' || char === '\n') return char === '%' ? '%%' : '%n';
  return `%x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** In quotes where the name needs them: in those that it does not hold, or with escapes. */
function printName(key: Key): string {
  if (key.kind === 'attribute' || !/[:()'"`]/.test(key.name)) return printKey(key);
  const free = ['"', "'", '`'].find(mark => !key.name.includes(mark));
  const quoted = free === undefined ? `e'${key.name.replace(/[\\']/g, '\\$&')}'` : free + key.name + free;
  return `${key.kind}s.${quoted}`;
}
