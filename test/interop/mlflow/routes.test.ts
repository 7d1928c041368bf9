import t from 'tap';
import { routes } from '../../../src/interop/mlflow/routes.ts';

t.test('each request has one route', async t => {
  const places = routes.map(({ method, path }) => `${method} ${path}`);
  t.equal(new Set(places).size, places.length);
});

t.test('what clients cannot do without is there', async t => {
  const places = new Set(
    routes.map(({ method, path }) => `${method} ${path.replace('/api/2.0/mlflow/', '')}`),
  );
  const needed = [
    ...[
      'POST experiments/create',
      'GET experiments/get',
      'GET experiments/get-by-name',
      'POST experiments/search',
    ],
    ...[
      'POST runs/create',
      'GET runs/get',
      'POST runs/update',
      'POST runs/log-metric',
      'POST runs/log-parameter',
    ],
    ...[
      'POST runs/log-batch',
      'POST runs/set-tag',
      'POST runs/delete-tag',
      'POST runs/search',
      'POST runs/log-inputs',
    ],
    ...['GET metrics/get-history', 'GET artifacts/list', 'POST logged-models', 'POST logged-models/search'],
    ...[
      'GET logged-models/:model_id',
      'PATCH logged-models/:model_id',
      'POST runs/outputs',
      'GET /health',
      'GET /version',
    ],
  ];
  needed.push(
    ...['registered-models/create', 'registered-models/rename', 'model-versions/create'].map(
      path => `POST ${path}`,
    ),
    ...['registered-models/search', 'model-versions/search', 'model-versions/get-download-uri'].map(
      path => `GET ${path}`,
    ),
    ...['POST', 'GET'].map(method => `${method} registered-models/get-latest-versions`),
    ...['POST', 'GET', 'DELETE'].map(method => `${method} registered-models/alias`),
    'GET /model-versions/get-artifact',
  );
  t.same(
    needed.filter(place => !places.has(place)),
    [],
  );
});
