/**
 * What strangers may try, each on every route: the tables are made of the list of routes, so that a route that is added
 * is tried as well. Who may come in, what may be sent, and where a path may lead.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { MOST_BODY } from '../../../src/interop/mlflow/limits.ts';
import type { MessageRoute } from '../../../src/interop/mlflow/route.ts';
import { routes } from '../../../src/interop/mlflow/routes.ts';
import { sampled } from '../../support/extent.ts';
import { FORMS, hostile, NO_MESSAGES, ODD } from '../../support/hostile-requests.ts';
import { type MlflowAnswer, mlflowBench, type Sent } from '../../support/mlflow-bench.ts';
import {
  fieldsOf,
  filled,
  type Knock,
  knockOf,
  placesOf,
  type Samples,
} from '../../support/mlflow-routes.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

// All of them take their time.
t.setTimeout(10 * 60_000);

const TOKEN = 'a-token-of-some-length';
const bench = await mlflowBench(t);
const guarded = await mlflowBench(t, { serve: { token: TOKEN } });
/** No answer may hold it. */
const SECRET = 'TOP SECRET';
bench.on.write('secret.txt', SECRET);
const HOSTILE = hostile(bench.on.path);

let made = 0;

/** What good requests say: of an experiment, a run and a model of their own. */
async function newSamples(): Promise<Samples & { readonly run_id: string }> {
  const tag = { key: 'k', value: '1' };
  const { experiment_id } = await bench.post('experiments/create', { name: `e${made++}`, tags: [tag] });
  const run_id = await bench.begin({ experiment_id, tags: [tag] });
  const asked = { experiment_id, source_run_id: run_id, name: 'm', tags: [tag] };
  const { model_id } = (await bench.post('logged-models', asked)).model.info;
  const model_json = JSON.stringify({ artifact_path: 'm', flavors: {}, utc_time_created: '', run_id });
  return {
    ...{ run_id, run_ids: run_id, source_run_id: run_id, model_id, model_json },
    ...{ experiment_id, experiment_ids: experiment_id, experiment_name: 'default', metric_key: 'm' },
    ...{ key: 'k', value: '1', timestamp: '1', step: '1', tag_key: 'k', path: 'a.txt' },
    ...{ name: `n${made}`, new_name: `n2${made}`, digest: 'd', source_type: 'local', source: '{}' },
    ...{ version: '1', alias: 'a', filter: '', max_results: '10', field_name: 'name', status: 1 },
  };
}

const samples = await newSamples();
const { run_id: run } = samples;
const artifact = `0/${run}/artifacts/a.txt`;
/** The same word means two things. */
const isProxy = ({ path }: MessageRoute) => path.endsWith('/mlflow-artifacts/artifacts');
const samplesFor = async (route: MessageRoute) => {
  const own = isLast(route) ? await newSamples() : samples;
  if (isOfRegistry(route)) return { ...own, ...(await registered(route)) };
  return isProxy(route) ? { ...own, path: `0/${run}/artifacts/d` } : own;
};
const isOfRegistry = ({ path }: MessageRoute) => /\/(?:registered-models|model-versions)\//.test(path);

/** A registered model of its own, with a version and an alias; of one that is to be created the name alone. */
async function registered({ path }: MessageRoute) {
  const name = `r${made++}`;
  const of = { name, source: 's3://there/model', version: '1', stages: 'None', stage: 'None' };
  if (path.endsWith('/registered-models/create')) return of;
  await bench.post('registered-models/create', { name });
  await bench.post('model-versions/create', of);
  await bench.post('registered-models/alias', { ...of, alias: 'a' });
  return of;
}
/** Takes away what others need. */
const isLast = ({ path, method }: MessageRoute) =>
  /delete|rename|update|restore/.test(path) || method === 'DELETE';
const nowhere = ['/static-files/x', '/graphql', '/nothing', '/api/2.0/mlflow/nothing'].map(path => {
  return { method: 'GET', path } as const;
});
const places = [...placesOf(samples, artifact), ...nowhere];
const messages = routes.filter((route): route is MessageRoute => route.kind === 'message');
const posts = messages.filter(({ method }) => method !== 'GET');

/** Sends them, several at a time; says of each that is answered otherwise than it should be. */
async function wrong(
  knocks: readonly Knock[],
  isRight: (answer: MlflowAnswer) => boolean,
  { send } = bench,
): Promise<string[]> {
  const found: string[] = [];
  const queue = [...knocks];
  const work = async () => {
    for (let knock = queue.shift(); knock !== undefined; knock = queue.shift()) {
      const { what, method, path, sent } = knock;
      const answer = await send(method, path, sent);
      if (!isRight(answer))
        found.push(`${method} ${path}: ${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return found;
}

const onEvery = (what: string, sent: Sent) =>
  places.map(({ method, path }) => ({ what, method, path, sent }));

t.test('what is tried is a good request but for one thing', async t => {
  const knocks: Knock[] = [];
  for (const route of messages) knocks.push(knockOf(route, await samplesFor(route), 'nothing'));
  t.same(await wrong(knocks, ({ status }) => status === 200), []);
});

t.test('nobody comes in by another name, from another page, or without the token', async t => {
  const strangers: [string, Record<string, string>][] = [
    ['another name', { Host: 'evil.com' }],
    ['another port', { Host: '127.0.0.1:1' }],
    ['a name that begins like ours', { Host: '127.0.0.1.evil.com' }],
    ['another origin', { Origin: 'http://evil.com' }],
    ['no origin', { Origin: 'null' }],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another port of the site', { 'Sec-Fetch-Site': 'same-site' }],
  ];
  for (const [what, headers] of strangers)
    t.same(await wrong(onEvery(what, { headers }), ({ status }) => status === 403), [], what);
  const tokens: [string, Record<string, string>][] = [
    ['no token', {}],
    ['another token', { Authorization: 'Bearer another-token-of-a-length' }],
    ['another password', { Authorization: `Basic ${Buffer.from(`${TOKEN}:x`).toString('base64')}` }],
  ];
  for (const [what, headers] of tokens)
    t.same(await wrong(onEvery(what, { headers }), ({ status }) => status === 401, guarded), [], what);
});

t.test('no browser is told that another page may ask', async t => {
  const headers = { Origin: 'http://evil.com', 'Access-Control-Request-Method': 'POST' };
  const preflights = onEvery('preflight', { headers }).map(knock => ({ ...knock, method: 'OPTIONS' }));
  const isSilent = ({ status, headers }: MlflowAnswer) =>
    status === 403 && !Object.keys(headers).some(name => name.startsWith('access-control-'));
  t.same(await wrong(preflights, isSilent), []);
});

t.test('no answer is taken for a page, and no page may do more than it must', async t => {
  const knocks = places.map(({ method, path }) => ({ what: 'headers', method, path, sent: { body: {} } }));
  const isGuarded = ({ headers, status }: MlflowAnswer) =>
    status !== 500 &&
    headers['x-content-type-options'] === 'nosniff' &&
    headers['x-frame-options'] === 'DENY' &&
    /^default-src 'none'.*frame-ancestors 'none'$/.test(String(headers['content-security-policy'])) &&
    !/script-src (?!'sha256-)/.test(String(headers['content-security-policy']));
  t.same(await wrong(knocks, isGuarded), []);
});

/** Of a message: what a client does wrong is never answered so that it tries again. */
function isAnswer(status: number): boolean {
  return status === 200 || (status >= 400 && status < 429 && status !== 408);
}

t.test('no message is taken that a form could send, or that is none', async t => {
  const sentTo = (what: string, sent: Sent) =>
    posts.map(route => ({ what, method: route.method, path: filled(route, samples), sent }));
  for (const type of FORMS) {
    const knocks = sentTo(type, { headers: { 'Content-Type': type }, body: '{}' });
    const isRefused = ({ status, json }: MlflowAnswer) => status === 400 && /Content-Type/.test(json.message);
    t.same(await wrong(knocks, isRefused), [], type);
  }
  for (const body of NO_MESSAGES) {
    const knocks = sentTo(body, { headers: { 'Content-Type': 'application/json' }, body });
    const isSaid = ({ status, json }: MlflowAnswer) => isAnswer(status) && typeof json === 'object';
    t.same(await wrong(knocks, isSaid), [], body);
  }
});

t.test('a message that is too long or too deep is refused', async t => {
  const headers = { 'Content-Type': 'application/json' };
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const knocks = posts.flatMap(route => {
    const [method, path] = [route.method, filled(route, samples)];
    const long = `{"x":"${'x'.repeat(route.most ?? MOST_BODY)}"}`;
    const fields = fieldsOf(route).filter(({ length }) => length === 1);
    return [
      { what: 'too long', method, path, sent: { headers, body: long } },
      ...fields.map(([name]) => ({
        what: `${name} too deep`,
        ...{ method, path, sent: { headers, body: `{"${name}":${deep}}` } },
      })),
    ];
  });
  const isRefused = ({ status, json }: MlflowAnswer) => isAnswer(status) && typeof json === 'object';
  t.same(await wrong(knocks, isRefused), []);
  const tooLong = knocks.filter(({ what }) => what === 'too long');
  t.same(
    await wrong(tooLong, ({ status, json }) => status === 400 && /at most \d+ bytes/.test(json.message)),
    [],
  );
});

/** Requests that are good ones, but for one field: in its message, its query, or its path. */
function withOdd(route: MessageRoute, samples: Samples, values: readonly unknown[]): Knock[] {
  return fieldsOf(route).flatMap(at =>
    values.map(value => {
      const what = `${at.join('.')} is ${JSON.stringify(value).slice(0, 60)}`;
      return knockOf(route, samples, what, { at, value });
    }),
  );
}

t.test('a field of another type, or that leads elsewhere, leads nowhere', async t => {
  const before = snapshotOf(bench.on.path);
  const around = readdirSync(join(bench.on.path, '..'));
  const isHarmless = ({ status, json, text }: MlflowAnswer) =>
    isAnswer(status) && typeof json === 'object' && !text.includes(SECRET) && !text.includes('root:');
  for (const route of messages) {
    const own = await samplesFor(route);
    const knocks = [...sampled(withOdd(route, own, ODD), 13), ...sampled(withOdd(route, own, HOSTILE), 13)];
    t.same(await wrong(knocks, isHarmless), [], `${route.method} ${route.path}`);
  }
  t.same(snapshotOf(bench.on.path), before, 'nothing of the user’s is touched');
  t.same(readdirSync(join(bench.on.path, '..')), around);
});

t.test('no path of bytes leads out of its run', async t => {
  const before = snapshotOf(bench.on.path);
  const run_id = await bench.begin();
  const encoded = HOSTILE.map(path => path.replace(/[\u0000-\u0020"<>`{|}]/g, encodeURIComponent));
  const knocks = routes
    .filter(({ kind }) => kind === 'bytes')
    .flatMap(({ method, path }): Knock[] => {
      const rests = encoded.flatMap(one => [
        one,
        `0/${one}`,
        `0/${run_id}/artifacts/${one}`,
        `0/models/m-${run_id}000000/artifacts/${one}`,
      ]);
      const queries = encoded.flatMap(one => {
        const value = encodeURIComponent(one);
        return [`?run_id=${run_id}&path=${value}`, `?run_id=${value}&path=a.txt`, `?run_uuid=${value}`];
      });
      const paths = path.endsWith('*')
        ? rests.map(rest => path.replace('*', rest))
        : queries.map(query => path + query);
      return paths.map(path => ({
        what: 'path',
        method,
        path,
        ...(method === 'GET' ? {} : { sent: { body: 'x' } }),
      }));
    });
  const isHarmless = ({ status, text }: MlflowAnswer) =>
    (isAnswer(status) || status === 501) && !text.includes(SECRET) && !text.includes('root:');
  t.same(await wrong(knocks, isHarmless), []);
  t.same(snapshotOf(bench.on.path), before);
  t.same(bench.said, [], 'and none of it is a bug that is told');
});
