import t from 'tap';
import type { GivenFile } from '../../../src/interop/mlflow-runs/given-artifacts.ts';
import { writeArtifacts } from '../../../src/interop/mlflow-server/write-artifacts.ts';
import { fakeMlflow, refuse } from '../../support/fake-mlflow.ts';

const file = (path: string, text: string): GivenFile => ({
  ...{ path, mode: '644', sha256: '', size: text.length },
  async *content() {
    yield Buffer.from(text);
  },
});

t.test('each goes to its place; one that is refused is told', async t => {
  const had: string[] = [];
  const top = '/api/2.0/mlflow-artifacts/artifacts/1/r';
  const { server, asked } = await fakeMlflow(t, {
    [`${top}/*`]: ({ text, path }) => {
      had.push(`${path.slice(top.length)} ${text}`);
      return {};
    },
    [`${top}/bad`]: refuse(400, 'INVALID_PARAMETER_VALUE', 'Invalid path'),
  });
  const lost: string[] = [];
  const lose = (path: string, why: string) => void lost.push(`${path} ${why}`);
  const files = [file('bad', 'x'), file('a b', 'one')];
  await writeArtifacts(server, { uri: 'mlflow-artifacts:/1/r', files, lose });
  t.same(had, ['/a%20b one']);
  t.match(lost, [/^bad is not taken: the server says: Invalid path/]);
  asked.length = 0;
  await writeArtifacts(server, { uri: 'file:///tmp/x', files, lose });
  t.match(lost[1], /has 2 artifacts that are not sent: the server wants them at file:\/\/\/tmp\/x/);
  t.same(asked, []);
});
