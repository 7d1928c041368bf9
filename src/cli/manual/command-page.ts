/** The manual page of a command, or of a group with all that is in it. */
import type { Block, ManualPage, ManualSection, Term } from '../../view/manual.ts';
import { type Command, type CommandGroup, commandsIn, isGroup, type OptionSpec } from '../command.ts';
import { type CommandEntry, commands } from '../commands.ts';
import { execSections, exitStatus } from './run-sections.ts';
import { uiSections } from './ui-sections.ts';

/** The page of a declared command. */
export async function commandPage(entry: CommandEntry): Promise<ManualPage> {
  const declared = await entry.load();
  const { name, summary } = declared;
  const page = { name: `git-run-${name}`, section: 1, summary } as const;
  const also = { title: 'SEE ALSO', body: [seeAlso(entry, declared)] };
  if (isGroup(declared))
    return {
      ...page,
      synopsis: commandsIn(declared).map(({ words, command }) =>
        synopsisOf(command, ['git run', name, ...words].join(' ')),
      ),
      sections: [...sectionsOfGroup(declared), exitStatus, also],
    };
  return {
    ...page,
    synopsis: [
      ...(name === 'exec' ? ['`git run` [<options>] -- <command>...'] : []),
      synopsisOf(declared, `git run ${name}`),
      ...(name === 'exec' ? ['`git run exec` <project> [<options>]'] : []),
    ],
    sections: [
      { title: 'DESCRIPTION', body: descriptionOf(declared, entry.aliases) },
      { title: 'OPTIONS', body: [{ terms: optionsOf(declared) }] },
      ...examplesOf([declared]),
      ...(name === 'ui' ? uiSections : []),
      ...(name === 'exec' ? [await projectSection(declared), ...execSections] : [exitStatus]),
      also,
    ],
  };
}

/** What `exec` does where its first word is a project. */
async function projectSection(declared: Command): Promise<ManualSection> {
  const { execProject } = await import('../commands/exec-project.ts');
  const { options, description = '' } = execProject;
  const shared = Object.values(declared.options);
  const own = Object.entries(options).filter(([, spec]) => !shared.includes(spec));
  return {
    title: 'PROJECTS',
    body: [
      description,
      { terms: optionsOf({ ...execProject, options: Object.fromEntries(own) }) },
      'Tags, notes, outputs, inputs, seeds and assertions are as of a command.',
    ],
  };
}

function sectionsOfGroup(group: CommandGroup): ManualSection[] {
  const members = commandsIn(group);
  const body = members.flatMap(({ words, command: one }): Block[] => [
    { heading: [...words, ...one.args].join(' ') },
    ...descriptionOf(one, one.aliases),
    ...(Object.keys(one.options).length === 0 ? [] : [{ terms: optionsOf(one) }]),
  ]);
  return [{ title: 'COMMANDS', body }, ...examplesOf(members.map(({ command }) => command))];
}

/** Few options are named, many are not. */
const FEW = 5;

function synopsisOf({ args, options }: Command, name: string): string {
  const specs = Object.values(options);
  const named = specs.map(({ flags, kind }) => {
    const [short] = flags.split(', ');
    const value = / ([<[].+)$/.exec(flags)?.[1];
    const shown = short === flags || value === undefined ? (short ?? flags) : `${short} ${value}`;
    return `[${shown}]${kind === 'list' ? '...' : ''}`;
  });
  const shown = specs.length > FEW ? ['[<options>]'] : named;
  const passes = args.includes('<command...>') ? ['--'] : [];
  return [`\`${name}\``, ...shown, ...passes, ...args.map(argument)].join(' ');
}

/** `[run...]` as Git's pages have it: `[<run>...]`. */
function argument(arg: string): string {
  const [, open = '', word = '', dots = ''] = /^([<[])(.+?)(\.\.\.)?[>\]]$/.exec(arg) ?? [];
  return open === '[' ? `[<${word}>${dots}]` : `<${word}>${dots}`;
}

function descriptionOf({ summary, description }: Command, aliases: readonly string[] = []): Block[] {
  const paragraphs = (description ?? `${summary}.`).split('\n\n').map(text => text.replaceAll('\n', ' '));
  return [...paragraphs, ...aliases.map(alias => `\`${alias}\` is another name of it.`)];
}

function optionsOf({ options }: Command): Term[] {
  const help = { term: '`-h`', text: 'Print a short help.' };
  return [...Object.values(options).map(optionTerm), help];
}

function optionTerm({ flags, summary, kind, aliases }: OptionSpec): Term {
  const [, names = '', value = ''] = /^(.*?)( [<[].+)?$/.exec(flags) ?? [];
  const spelt = names.split(', ').map(name => `\`${name}\``);
  const more = [
    ...(kind === 'list' ? ['It can be given again and again.'] : []),
    ...(aliases.length === 0 ? [] : [`Also spelt ${aliases.map(alias => `\`${alias}\``).join(' and ')}.`]),
  ];
  const said = `${summary[0]?.toUpperCase()}${summary.slice(1)}`.replace(/; repeatable\b/, '');
  return {
    term: spelt.join(', ') + value,
    text: [said.endsWith('…') ? said : `${said}.`, ...more].join(' '),
  };
}

function examplesOf(all: readonly Command[]): ManualSection[] {
  const terms = all.flatMap(({ examples }) =>
    examples.map(({ line, does }) => ({ term: `\`${line}\``, text: `${does}.` })),
  );
  return terms.length === 0 ? [] : [{ title: 'EXAMPLES', body: [{ terms }] }];
}

/** The whole, its neighbours of the same topic, and what its options speak of. */
function seeAlso(entry: CommandEntry, declared: Command | CommandGroup): string {
  const neighbours = commands.filter(({ topic, name }) => topic === entry.topic && name !== entry.name);
  const flags = isGroup(declared) ? [] : Object.values(declared.options).map(option => option.flags);
  const asks = flags.some(text => text.includes('<filter>') || text.includes('<expression>'));
  return [
    'git-run(1)',
    ...neighbours.map(({ name }) => `git-run-${name}(1)`),
    ...(asks ? ['git-run-filter(7)'] : []),
    'git-run-config(5)',
  ]
    .map(page => `\`${page}\``)
    .join(', ');
}
