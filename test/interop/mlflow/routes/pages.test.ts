import t from 'tap';
import type { Page, Pages } from '../../../../src/interop/mlflow/pages.ts';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const page = (html: string): Page => ({ html, policy: "default-src 'none'" });
const pages: Pages = {
  ofRun: async ({ id }, { id: experiment, name }) => page(`run ${id} of ${name} (${experiment})`),
  ofExperiment: async ({ id, name }, rows) =>
    page(
      `${name} (${id}): ${rows
        .map(row => row.name)
        .sort()
        .join(', ')}`,
    ),
  ofExperiments: async all => page(all.map(({ id, name }) => `${name} (${id})`).join(', ')),
};
const bench = await mlflowBench(t, { pages: () => pages });
const { experiment_id: other } = await bench.post('experiments/create', { name: 'other' });
const run = await bench.begin({ run_name: 'a', experiment_id: other });
const shown = async (path: string) => (await bench.send('GET', path)).text;

t.test('the top opens what a hash names', async t => {
  const { status, text, headers } = await bench.send('GET', '/');
  t.equal(status, 200);
  t.match(text, /location\.replace/);
  t.match(headers, { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' });
  t.match(headers['content-security-policy'], /^default-src 'none'; script-src 'sha256-/);
  t.match(headers['content-security-policy'], /base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/);
});

t.test('experiments, their runs and each run have pages', async t => {
  t.equal(await shown('/pages/experiments'), `default (0), other (${other})`);
  t.equal(await shown(`/pages/experiments/${other}`), `other (${other}): a`);
  t.equal(await shown(`/pages/experiments/${other}/runs/${run}`), `run ${run} of other (${other})`);
  t.equal(
    await shown(`/pages/experiments/0/runs/${run}`),
    `run ${run} of other (${other})`,
    'where it is now',
  );
  t.equal(await shown(`/pages/experiments/0/runs/${run}/artifacts/x`), `run ${run} of other (${other})`);
  const { model } = await bench.post('logged-models', {
    experiment_id: other,
    source_run_id: run,
    name: 'm',
  });
  t.equal(
    await shown(`/pages/experiments/${other}/models/${model.info.model_id}`),
    `run ${run} of other (${other})`,
  );
});

t.test('what there is not says so, and leads on', async t => {
  for (const path of [
    'models',
    'experiments/none',
    'experiments/0/runs/none',
    'experiments/0/models/m-1',
    '-',
    '',
  ]) {
    const { status, text, headers } = await bench.send('GET', `/pages/${path}`);
    t.equal(status, 404, path);
    t.equal(headers['content-type'], 'text/html; charset=utf-8');
    t.match(text, /href="(\.\.\/)*experiments"/);
  }
  const { text } = await bench.send('GET', '/pages/<script>alert(1)</script>');
  t.match(text, 'There is no page &#39;&lt;script&gt;alert(1)');
  const bare = await mlflowBench(t);
  t.match((await bare.send('GET', '/pages/experiments')).text, /nothing to be looked at/);
});
