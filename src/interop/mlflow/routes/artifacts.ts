/** Artifacts: up, down and listed, as clients and as people's browsers ask for them. */
import { entryMessages, listArtifacts } from '../artifact-list.ts';
import {
  type ArtifactPlace,
  checkArtifactPath,
  pathInRun,
  readEncodedPlace,
  readPlace,
  runUri,
} from '../artifact-path.ts';
import { absent, invalid, MlflowError } from '../errors.ts';
import { message, missing, optional, text } from '../fields.ts';
import { type BytesAnswer, bytesRoute, route } from '../route.ts';
import type { Tracking } from '../tracking.ts';
import { runOf, whichRun } from './run-fields.ts';

const PROXY = '/api/2.0/mlflow-artifacts/';

const put = bytesRoute(`PUT ${PROXY}artifacts/*`, async (tracking, { rest, body }) => {
  await upload(tracking, readEncodedPlace(rest), body);
  return { message: {} };
});

async function upload(
  tracking: Tracking,
  place: ArtifactPlace,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (place.path === '') throw invalid('Invalid path: it names no file');
  await tracking.change(place.run, run => run.write(pathInRun(place), body));
}

const get = bytesRoute(`GET ${PROXY}artifacts/*`, (tracking, { rest }) =>
  download(tracking, readEncodedPlace(rest)),
);

/** The bytes of a file among the artifacts of a run. Throws MlflowError. */
export async function download(tracking: Tracking, place: ArtifactPlace): Promise<BytesAnswer> {
  const path = pathInRun(place);
  const found = place.path === '' ? undefined : await (await tracking.find(place.run)).read(path);
  if (found === undefined) throw absent(`No such artifact: '${path}'`);
  return { file: path, ...found };
}

const list = route(
  `GET ${PROXY}artifacts`,
  message({ path: optional(text) }),
  async (tracking, { path = '' }) => {
    if (path === '') return {};
    const place = readPlace(path);
    const files = await listArtifacts(await tracking.find(place.run), place);
    return {
      files: entryMessages(files),
    };
  },
);

/** What is recorded stays; nothing that a client asks for removes it. */
const remove = bytesRoute(`DELETE ${PROXY}artifacts/*`, async (tracking, { rest }) => {
  await tracking.find(readEncodedPlace(rest).run);
  throw new MlflowError(
    'PERMISSION_DENIED',
    'Artifacts of a run are kept: git run purge removes what must go',
  );
});

const multipart = (['create', 'complete', 'abort'] as const).map(step =>
  bytesRoute(`POST ${PROXY}mpu/${step}/*`, async () => {
    throw new MlflowError(
      'NOT_IMPLEMENTED',
      'Multipart upload is not supported for the current artifact repository',
    );
  }),
);

const listOfRun = route(
  'GET artifacts/list',
  message({ ...whichRun.entries, path: optional(text) }),
  async (tracking, asked) => {
    const run = await tracking.find(runOf(asked));
    const path = checkArtifactPath(asked.path ?? '', { mayBeTop: true });
    const files = await listArtifacts(run, { run: run.id, path });
    const below = path === '' ? '' : `${path}/`;
    return {
      root_uri: runUri(await tracking.experiments.idOf((await run.view()).experiment), run.id),
      files: entryMessages(files, below),
    };
  },
);

const getOfRun = bytesRoute('GET /get-artifact', (tracking, { query }) => download(tracking, queried(query)));

const uploadOfRun = bytesRoute(
  'POST /ajax-api/2.0/mlflow/upload-artifact',
  async (tracking, { query, body }) => {
    await upload(tracking, queried(query), body);
    return { message: {} };
  },
);

function queried(query: URLSearchParams): ArtifactPlace {
  const path = query.get('path') ?? '';
  if (path === '') throw missing('path');
  const run = query.get('run_id') || query.get('run_uuid') || '';
  if (run === '') throw missing('run_id');
  return { run, path: checkArtifactPath(path) };
}

// `*` may stand for nothing: the list comes before.
export const artifactRoutes = [...[list, put, get, remove, listOfRun, getOfRun, uploadOfRun], ...multipart];
