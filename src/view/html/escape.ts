import { type SanitiseOptions, sanitise } from '../sanitise.ts';

/**
 * Makes a text of any origin safe between tags and in quoted attributes: no markup, no entity, and, as on a terminal,
 * nothing invisible and nothing that turns the reading direction round.
 * https://html.spec.whatwg.org/multipage/syntax.html#character-references
 */
export function escapeHtml(text: string, options: SanitiseOptions = {}): string {
  return sanitise(text, options).replace(/[&<>"'`]/g, char => ENTITIES[char] as string);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};
