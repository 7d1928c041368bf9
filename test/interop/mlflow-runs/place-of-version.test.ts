import t from 'tap';
import { placesOf } from '../../../src/interop/mlflow-runs/place-of-version.ts';

t.test('places are read out of all ways to write them', async t => {
  for (const [source, ...places] of [
    ['models:/m-1', { run: 'r', model: 'm-1', path: '' }],
    ['runs:/abc/model/', { run: 'abc', path: 'model' }],
    ['runs:/abc', { run: 'abc', path: '' }],
    ['mlflow-artifacts:/0/abc/artifacts/a/b', { run: 'abc', path: 'a/b' }],
    ['mlflow-artifacts:/0/models/m-1/artifacts', { run: 'r', model: 'm-1', path: '' }],
    ['/elsewhere/mlruns/0/models/m-1/artifacts/sub', { run: 'r', model: 'm-1', path: 'sub' }],
    ['file:///a%20b/mlruns/0/abc/artifacts/my%20model', { run: 'abc', path: 'my model' }],
    ['s3://bucket/0/abc/artifacts', { run: 'abc', path: '' }],
    [
      'http://x/mlflow-artifacts/artifacts/0/abc/artifacts/x',
      { run: 'mlflow-artifacts', path: '0/abc/artifacts/x' },
      { run: 'abc', path: 'x' },
    ],
    ['models:/other/1'],
    ['dummy-source'],
    [''],
  ] as const)
    t.same(placesOf({ source, run: 'r' }), places, source);
});

t.test('where its store has found it goes before what was said, and what it is comes last', async t => {
  const version = { source: 'runs:/abc/net', stored: '/x/0/abc/artifacts/y', run: 'abc', model: 'm-1' };
  t.same(placesOf(version), [
    { run: 'abc', path: 'y' },
    { run: 'abc', path: 'net' },
    { run: 'abc', model: 'm-1', path: '' },
  ]);
});

t.test('a model of no run is nowhere', async t => {
  t.same(placesOf({ source: 'models:/m-1', stored: '/x/0/models/m-1/artifacts', model: 'm-1' }), []);
});
