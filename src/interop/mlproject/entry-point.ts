/** The entry point of a name: one that the project declares, or a script of its own. */
import { nearest } from '../../query/nearest.ts';
import { commandLine } from './command-line.ts';
import type { EntryPoint, Project } from './project.ts';
import { ProjectError } from './project-error.ts';

const NO_PARAMETERS = new Map();

/** What the scripts of an ending are run with. */
const INTERPRETERS: Readonly<Record<string, string>> = { py: 'python', sh: 'bash', R: 'Rscript' };

/** Finds an entry point. Throws ProjectError with the names that there are. */
export function findEntryPoint({ entryPoints }: Project, name: string): EntryPoint {
  const declared = entryPoints.get(name);
  if (declared !== undefined) return declared;
  const [, ending = ''] = /\.(\w+)$/.exec(name) ?? [];
  const interpreter = Object.hasOwn(INTERPRETERS, ending) ? INTERPRETERS[ending] : undefined;
  if (interpreter !== undefined) {
    const values = new Map([['script', { text: name.startsWith('-') ? `./${name}` : name }]]);
    const command = commandLine({ command: '{script}', values, extra: NO_PARAMETERS });
    return { parameters: NO_PARAMETERS, command: `${interpreter} ${doubled(command)}` };
  }
  const names = [...entryPoints.keys()];
  const [close] = nearest(name, names, 1);
  throw new ProjectError(
    `Could not find ${name} among entry points [${names.join(', ')}] or interpret ${name} as a runnable script. ` +
      "Supported script file extensions: ['.py', '.sh']",
    `  ${close === undefined ? '-e SCRIPT.py runs a script of the project' : `did you mean -e ${close}?`}`,
  );
}

function doubled(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}
