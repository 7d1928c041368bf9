import fc from 'fast-check';
import t from 'tap';
import {
  checkArtifactPath,
  decodeOnce,
  modelDirectory,
  modelUri,
  pathInRun,
  readEncodedPlace,
  readPlace,
  runUri,
} from '../../../src/interop/mlflow/artifact-path.ts';
import { modelId } from '../../../src/interop/mlflow/model-id.ts';
import { newRunId } from '../../../src/store/new-id.ts';

const run = newRunId(1_800_000_000_000);
const model = modelId(run, 3);

t.test('places are those of our own URIs', async t => {
  t.same(readPlace(runUri('0', run).replace('mlflow-artifacts:/', '')), { run, path: '' });
  t.same(readPlace(`0/${run}/artifacts/a/b.txt`), { run, path: 'a/b.txt' });
  t.same(readPlace(`${modelUri('0', model).replace('mlflow-artifacts:/', '')}/MLmodel`), {
    run,
    model,
    path: 'MLmodel',
  });
  t.equal(pathInRun({ run, model, path: 'MLmodel' }), `${modelDirectory(model)}/MLmodel`);
  t.equal(pathInRun({ run, model, path: '' }), `models/${model}/artifacts`);
  t.equal(pathInRun({ run, path: 'x' }), 'x');
});

t.test('what leads anywhere else is refused, however it is written', async t => {
  const hostile = [
    '..',
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    './a',
    'a\\b',
    '..\\x',
    'C:/x',
    'a\0b',
    'a\nb',
    '.git/config',
    'a/.GIT/config',
    '.git ',
    'git~1/x',
    '.g\u200cit/x',
    'mlflow.ndjson',
  ];
  for (const path of hostile) {
    t.throws(() => checkArtifactPath(path), { status: 400, message: /^Invalid path/ }, path);
    const encoded = encodeURIComponent(path);
    t.throws(() => readEncodedPlace(`0/${run}/artifacts/${encoded}`), { message: /^Invalid path/ }, encoded);
  }
  t.throws(() => readPlace('0/.other/artifacts/x'), { code: 'mlflow', status: 404 });
  t.equal(readPlace(`0/${'ab'.repeat(16)}/artifacts/x`).run, 'ab'.repeat(16), 'as MLflow calls it');
  t.throws(() => readPlace(`0/${run}/x`), { code: 'mlflow', status: 404 });
  t.throws(() => readPlace('0/models/m-x/artifacts/a'), { code: 'mlflow', status: 404 });
});

t.test('percent signs are decoded once', async t => {
  t.equal(decodeOnce('a%2520b'), 'a%20b');
  t.equal(decodeOnce('img%25step%251.png'), 'img%step%1.png');
  t.equal(decodeOnce('100%'), '100%');
  t.equal(decodeOnce('per%CEnt'), 'per\udccent');
  t.throws(() => readEncodedPlace(`0/${run}/artifacts/%2e%2e/x`), { message: /^Invalid path/ });
  t.equal(readEncodedPlace(`0/${run}/artifacts/%252e%252e/x`).path, '%2e%2e/x');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => decodeOnce(encodeURIComponent(text)) === text),
  );
});
