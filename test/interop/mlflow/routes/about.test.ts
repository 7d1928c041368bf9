import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);

t.test('a server that lives says so', async t => {
  t.match(await bench.send('GET', '/health'), { status: 200, text: 'OK' });
  t.match(
    (await bench.send('GET', '/version')).text,
    /^3\.[0-3]\.\d+$/,
    'below what clients need to send traces',
  );
});

t.test('nothing is promised that there is not', async t => {
  for (const prefix of ['api', 'ajax-api']) {
    const { json } = await bench.send('GET', `/${prefix}/3.0/mlflow/server-info`);
    t.match(json, {
      workspaces_enabled: false,
      multipart_uploads_enabled: false,
      multipart_downloads_enabled: false,
    });
  }
});
