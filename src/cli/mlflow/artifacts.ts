/** `mlflow artifacts …`, answered as MLflow answers. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArtifactUri } from '../../interop/mlflow/artifact-uri.ts';
import { filesIn } from '../../interop/mlflow/file-list.ts';
import { pythonJson } from '../../interop/mlflow/python-json.ts';
import { MlflowRequestError } from '../../interop/mlflow/request-error.ts';
import { findArtifacts } from '../artifacts.ts';
import { command, group, text } from '../command.ts';
import { copyArtifacts } from '../copy-artifacts.ts';
import { logArtifact, logArtifacts } from './log-artifacts.ts';
import { answer, needed, runOption } from './words.ts';

const path = text('-a, --artifact-path <path>', 'a file or a directory of the run; all of it if not given');

const list = command({
  name: 'list',
  summary: 'List a directory of a run, not what is below, as JSON',
  args: [],
  options: { run: runOption, path },
  examples: [],
  async run(context, { options }) {
    const { artifacts } = await findArtifacts(context, needed(options.run, '--run-id'));
    const files = filesIn(artifacts, options.path ?? '').map(file => pythonJson({ ...file }, 2));
    return answer(context, `[${files.join(', ')}]`);
  },
});

const download = command({
  name: 'download',
  summary: 'Copy artifacts out of a run; prints where they are',
  description: 'No file that is there already is overwritten; one that is the same is as good as copied.',
  args: [],
  options: {
    run: runOption,
    path,
    uri: text('-u, --artifact-uri <uri>', 'instead of both: runs:/RUN/PATH, or the artifact_uri of a run'),
    to: text('-d, --dst-path <directory>', 'where to; a new temporary directory, if not given'),
  },
  examples: [
    { line: 'git run mlflow artifacts download -r RUN -a model.pt -d best', does: 'prints where it is' },
  ],
  async run(context, { options }) {
    const { run, path = '' } =
      options.uri === undefined ? { run: options.run, path: options.path } : parseArtifactUri(options.uri);
    if (run === undefined) throw new MlflowRequestError('either --artifact-uri or --run-id is needed');
    const { artifacts } = await findArtifacts(context, `${run}:${path}`);
    const root =
      options.to === undefined ? await mkdtemp(join(tmpdir(), 'git-run-')) : resolve(context.cwd, options.to);
    await copyArtifacts(context, artifacts, root);
    return answer(context, `\n${join(root, path)}`);
  },
});

/** Artifacts in MLflow's words. */
export const artifacts = group({
  name: 'artifacts',
  summary: 'List, download, add to a run that has ended',
  commands: [list, download, logArtifact, logArtifacts],
});
