/** The words that run a shell in the container a project asks for. */
import type { DockerEnvironment } from './project.ts';

/** Where MLflow puts a project. */
const CODE = '/mlflow/projects/code';

/** What git-run tells a command by, and the directory it is to write to. */
const OWN = [
  'GIT_RUN_ID',
  'GIT_RUN_NAME',
  'GIT_RUN_EXPERIMENT',
  'GIT_RUN_SEED',
  'GIT_RUN_EVENTS',
  'GIT_RUN_ARTIFACTS',
];

/** A shell puts in what is known only when it runs: the directory, and where the run's journal is. */
const START = `exec "$0" run --rm -v "$PWD:${CODE}" -v "\${GIT_RUN_EVENTS%/*}:\${GIT_RUN_EVENTS%/*}" "$@"`;

/** The words before the shell's text; nothing but the project's directory and its volumes is seen in there. */
export function dockerShell(docker: string, { image, volumes, variables }: DockerEnvironment): string[] {
  const named = variables.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`));
  return [
    ...['sh', '-c', START, docker, '-w', CODE],
    ...volumes.flatMap(volume => ['-v', volume]),
    ...[...OWN, ...named].flatMap(variable => ['-e', variable]),
    ...['--', image, 'sh', '-c'],
  ];
}
