import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { absences, whyAbsent } from '../../../src/interop/mlflow/absent-endpoints.ts';
import { routes } from '../../../src/interop/mlflow/routes.ts';

const FILE = join(import.meta.dirname, '../../../fixtures/foreign/mlflow-endpoints.txt');
/** Parts of paths are called differently on both sides. */
const plain = (place: string) =>
  place
    .replace(/\{[\w.]+\}|:\w+/g, ':x')
    .replace(/<path:\w+>$/, '*')
    .replace(' /ajax-api/', ' /api/');
const answered = new Set(routes.map(({ method, path }) => plain(`${method} ${path}`)));
const endpoints = readFileSync(FILE, 'utf8').trim().split('\n');
/** Its protocol lacks a slash. */
const isAnswered = (endpoint: string) => answered.has(plain(endpoint));

t.test('all that MLflow’s own server answers is answered here, or said not to be, and why', async t => {
  t.ok(endpoints.length > 100);
  t.same(
    endpoints.filter(one => !isAnswered(one) && whyAbsent(one.split(' ')[1] as string) === undefined),
    [],
  );
});

t.test('a path is absent for a reason, whichever prefix it has', async t => {
  t.match(whyAbsent('/api/3.0/mlflow/traces/{trace_id}'), { title: /Traces/ });
  t.match(whyAbsent('/ajax-api/2.0/mlflow/gateway-proxy'), { title: /gateways/ });
  t.match(whyAbsent('/v1/traces'), { title: /Traces/ });
  t.equal(whyAbsent('/api/2.0/mlflow/tracesque'), undefined);
  t.equal(whyAbsent('/health'), undefined);
});

t.test('each reason is one sentence or two', async t => {
  for (const { title, why, below } of absences) {
    t.match(why, /^[A-Z].*\.$|…\.$/, title);
    t.ok(below.length > 0);
  }
});
