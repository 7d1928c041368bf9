/** What the manual says of the terminal UI besides: every key, from the bindings themselves, and how they are changed. */
import { keyGroups } from '../../tui/keys/key-groups.ts';
import type { Block, ManualSection } from '../../view/manual.ts';

export const uiSections: readonly ManualSection[] = [
  {
    title: 'KEYS',
    body: [
      ...keyGroups().flatMap(({ title, keys }): Block[] => [
        { heading: title },
        {
          terms: keys.map(line => ({
            term: line.keys.map(key => `\`${key}\``).join(', '),
            text: `${line.does.charAt(0).toUpperCase()}${line.does.slice(1)}. (\`${line.action}\`)`,
          })),
        },
      ]),
    ],
  },
  {
    title: 'CONFIGURATION',
    body: [
      {
        terms: [
          {
            term: '`run.key.`<action>',
            text:
              'The keys of an action, by the names in brackets above, parted by blanks: `git config run.key.checkout C`. ' +
              '`none` takes its keys away. Names of keys are `a`, `ctrl+a`, `alt+a`, `shift+tab`, `enter`, `space`, `up`, `f1` …',
          },
          {
            term: '`run.theme`',
            text:
              '`dark` or `light`; `auto`, as it is by itself, asks the terminal; `16` has no colours but those of the ' +
              'terminal, `none` has none, as with `NO_COLOR`.',
          },
          { term: '`run.mouse`', text: '`false` leaves the mouse to the terminal.' },
          {
            term: '`run.linear`',
            text: '`true` says in lines what happens, for screen readers, and paints nothing; as `--linear`.',
          },
        ],
      },
    ],
  },
];
