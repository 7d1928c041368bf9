import t from 'tap';
import { parseArtifactUri } from '../../../src/interop/mlflow/artifact-uri.ts';
import { MlflowRequestError } from '../../../src/interop/mlflow/request-error.ts';

t.test('a run is named, with a path in it or without', async t => {
  t.same(parseArtifactUri('runs:/abc/model/weights.pt'), { run: 'abc', path: 'model/weights.pt' });
  t.same(parseArtifactUri('runs:/abc'), { run: 'abc' });
  t.same(parseArtifactUri('runs:/abc/'), { run: 'abc' });
  t.same(parseArtifactUri('mlflow-artifacts:/0/abc/artifacts/model'), { run: 'abc', path: 'model' });
  t.same(parseArtifactUri('mlflow-artifacts:/0/abc/artifacts'), { run: 'abc' });
});

t.test('what is kept elsewhere is refused', async t => {
  for (const uri of ['s3://bucket/x', '/tmp/x', 'models:/m/1', ''])
    t.throws(() => parseArtifactUri(uri), MlflowRequestError);
});
