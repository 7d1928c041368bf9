import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { watchElsewhere } from '../../../src/interop/mlflow/elsewhere.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

/** A place with a store of MLflow's, in which a run was logged before. */
function placeWithStore(): string {
  const top = temporaryDirectory(t);
  mkdirSync(join(top, 'mlruns/0/first'), { recursive: true });
  writeFileSync(join(top, 'mlflow.db'), 'x');
  return top;
}

interface Plays {
  readonly argv?: readonly string[];
  readonly directory?: string;
  does?(): void;
}

/** What is said of a job. */
function said(top: string, { argv = ['python', 'train.py'], directory = top, does }: Plays = {}): string[] {
  const look = watchElsewhere({ top, directory, argv });
  does?.();
  return look().map(({ message }) => message);
}

t.test('of a job that leaves all stores as they are nothing is said', async t => {
  const top = placeWithStore();
  t.same(said(top), []);
  t.same(said(temporaryDirectory(t), { argv: ['true'] }), []);
  t.same(said(top, { does: () => writeFileSync(join(top, 'out.db'), 'x') }), []);
});

t.test('runs in a directory of mlflow’s are told with how they come here', async t => {
  const top = placeWithStore();
  const message = 'the job logged with mlflow into mlruns, not into this run: git run import mlruns mlruns';
  t.same(said(top, { does: () => mkdirSync(join(top, 'mlruns/0/second')) }), [message]);
  t.same(said(top, { does: () => mkdirSync(join(top, 'mlruns/1')) }), [message]);
  const fresh = temporaryDirectory(t);
  t.same(said(fresh, { does: () => mkdirSync(join(fresh, 'mlruns/0'), { recursive: true }) }), [message]);
});

t.test('so are those of a job that runs below the top, by their path from there', async t => {
  const top = placeWithStore();
  const directory = join(top, 'my jobs');
  mkdirSync(directory);
  const [below] = said(top, {
    directory,
    does: () => mkdirSync(join(directory, 'mlruns/0'), { recursive: true }),
  });
  t.match(below, 'mlflow into mlruns, ');
  t.match(below, /git run import mlruns mlruns$/);
  const [above] = said(top, { directory, does: () => mkdirSync(join(top, 'mlruns/2')) });
  t.match(above, /git run import mlruns \.\.\/mlruns$/);
});

t.test('a place that is about to go is none to import from', async t => {
  const directory = temporaryDirectory(t);
  const does = () => mkdirSync(join(directory, 'mlruns/0'), { recursive: true });
  t.same(said(placeWithStore(), { directory, does }), [
    'the job logged with mlflow into mlruns, not into this run',
  ]);
});

t.test('a database of mlflow’s that was written to is told', async t => {
  const top = placeWithStore();
  t.match(said(top, { does: () => writeFileSync(join(top, 'mlflow.db'), 'xy') }), [
    /into mlflow\.db, .*set_tracking_uri/,
  ]);
});

t.test('a script or a command that names a server of its own says so', async t => {
  const top = temporaryDirectory(t);
  const script = (text: string) => writeFileSync(join(top, 'train.py'), text);
  script("import mlflow\nmlflow.set_tracking_uri('http://elsewhere:5000')\n");
  t.same(said(top), ['train.py sets the tracking URI of mlflow: what it logs goes there, not into this run']);
  script("# mlflow.set_tracking_uri('http://elsewhere:5000')\nimport mlflow\n");
  t.same(said(top), []);
  const inline = ['python', '-c', "import mlflow; mlflow.set_tracking_uri('sqlite:///x.db')"];
  t.match(said(top, { argv: inline }), [/^the command sets/]);
  mkdirSync(join(top, 'jobs'));
  writeFileSync(join(top, 'jobs/train.py'), "mlflow.set_tracking_uri('http://elsewhere:5000')");
  t.match(said(top, { argv: ['python', '-m', 'jobs.train'] }), [/^jobs\/train\.py sets/]);
  t.same(said(top, { argv: ['python', 'none.py'] }), []);
  mkdirSync(join(top, 'package.py'));
  t.same(said(top, { argv: ['python', 'package.py'] }), []);
});
