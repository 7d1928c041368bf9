import t from 'tap';
import { filterPage } from '../../../src/cli/manual/filter-page.ts';
import { SIGNS } from '../../../src/query/filter/next-word.ts';
import { parseFilter } from '../../../src/query/filter/parse.ts';
import { ATTRIBUTES } from '../../../src/query/lookup.ts';
import type { Block } from '../../../src/view/manual.ts';

const body = (title: string): readonly Block[] =>
  filterPage.sections.find(section => section.title === title)?.body ?? [];

t.test('its examples are filters', async t => {
  const examples = body('EXAMPLES').flatMap(block =>
    typeof block === 'object' && 'lines' in block ? block.lines : [],
  );
  t.ok(examples.length > 3);
  for (const line of examples) t.doesNotThrow(() => parseFilter(line), line);
});

t.test('every attribute and every sign is named', async t => {
  const keys = JSON.stringify(body('KEYS'));
  for (const name of ATTRIBUTES) t.match(keys, `"term":"\`${name}\`"`);
  const signs = JSON.stringify(body('SIGNS'));
  for (const sign of SIGNS) t.match(signs, sign.replace(/^not /, ''), sign);
});
