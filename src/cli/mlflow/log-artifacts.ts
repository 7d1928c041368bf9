import { cp, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { MlflowRequestError } from '../../interop/mlflow/request-error.ts';
import { whyUnsafe } from '../../run/safe-path.ts';
import { addArtifacts, type FileToAdd } from '../add-artifacts.ts';
import { command, completing, text } from '../command.ts';
import type { Context } from '../context.ts';
import { findHere } from '../find-here.ts';
import { needed, runOption, sayLogged } from './words.ts';

const LOGGER = 'mlflow.store.artifact.cli';

const directory = text('-a, --artifact-path <path>', 'the directory of the run it is put into');

/** Adds a file to a run. */
export const logArtifact = command({
  name: 'log-artifact',
  summary: 'Add a file to a run',
  args: [],
  options: { local: text('-l, --local-file <file>', 'the file'), run: runOption, path: directory },
  examples: [
    { line: 'git run mlflow artifacts log-artifact -l model.pt -r RUN', does: 'keep it with the run' },
  ],
  async run(context, { options: { local, run, path } }) {
    const word = needed(local, '--local-file');
    const file = resolve(context.cwd, word);
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) throw new MlflowRequestError(`there is no file '${word}'`);
    await logFiles(context, needed(run, '--run-id'), [{ path: under(path, basename(file)), file }]);
    sayLogged(context, LOGGER, `Logged artifact from local file ${word} to artifact_path=${path ?? 'None'}`);
    return 0;
  },
});

/** Adds the files of a directory to a run. */
export const logArtifacts = command({
  name: 'log-artifacts',
  summary: 'Add the files of a directory to a run',
  args: [],
  options: {
    local: completing('directory', text('-l, --local-dir <directory>', 'the directory')),
    run: runOption,
    path: directory,
  },
  examples: [],
  async run(context, { options: { local, run, path } }) {
    const word = needed(local, '--local-dir');
    const top = resolve(context.cwd, word);
    const names = await readdir(top, { recursive: true }).catch(() => {
      throw new MlflowRequestError(`there is no directory '${word}'`);
    });
    const files: FileToAdd[] = [];
    for (const name of names.sort()) {
      const file = join(top, name);
      if ((await stat(file)).isFile()) files.push({ path: under(path, name.replaceAll('\\', '/')), file });
    }
    await logFiles(context, needed(run, '--run-id'), files);
    sayLogged(context, LOGGER, `Logged artifact from local dir ${word} to artifact_path=${path ?? 'None'}`);
    return 0;
  },
});

function under(directory: string | undefined, path: string): string {
  const clean = (directory ?? '').replace(/^\/+|\/+$/g, '');
  return clean === '' ? path : `${clean}/${path}`;
}

/** Into the run; of the run that we are in, into what it keeps at its end. */
async function logFiles(context: Context, selector: string, files: readonly FileToAdd[]): Promise<void> {
  for (const { path } of files) {
    const why = whyUnsafe(path, { windows: false });
    if (why !== undefined) throw new MlflowRequestError(`'${path}' cannot be kept: ${why}`);
  }
  const { GIT_RUN_ID: id, GIT_RUN_ARTIFACTS: kept } = context.env;
  if (kept !== undefined && selector === id) {
    for (const { path, file } of files) {
      await mkdir(dirname(join(kept, path)), { recursive: true });
      await cp(file, join(kept, path));
    }
    return;
  }
  const { row } = await findHere(context, selector);
  if (files.length > 0) await addArtifacts(context, row.id, files);
}
