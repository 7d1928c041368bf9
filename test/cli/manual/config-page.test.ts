import t from 'tap';
import { configPage } from '../../../src/cli/manual/config-page.ts';
import { KNOWN } from '../../../src/config/check-config.ts';
import { parseSettings } from '../../../src/config/settings-file.ts';
import { KEYS } from '../../../src/config/settings-schema.ts';

const text = JSON.stringify(configPage);

t.test('every setting is named, in the file and in Git', async t => {
  for (const [section, keys] of Object.entries(KEYS)) {
    const names = section === '' ? keys.filter(key => !(key in KEYS)) : keys.map(key => `${section}.${key}`);
    for (const name of names) t.match(text, `\`${name}\``, name);
  }
  for (const name of KNOWN) t.match(text, `\`run.${name}\``, name);
});

t.test('its example can be read', async t => {
  const lines = configPage.sections
    .flatMap(({ body }) => body)
    .flatMap(block => (typeof block === 'object' && 'lines' in block ? block.lines : []));
  t.match(await parseSettings(lines.join('\n')), { experiment: 'digits', trash: '30d' });
});
