import t from 'tap';
import { parseProject } from '../../../src/interop/mlproject/parse-project.ts';

const entriesOf = (map: ReadonlyMap<string, unknown> | undefined) => Object.fromEntries(map ?? []);

t.test('a project is what its file says, and keys it does not know are passed over', async t => {
  const project = await parseProject(
    `name: digits
python_env: python_env.yaml
databricks_spark_job: {python_file: x.py}
entry_points:
  main:
    parameters:
      alpha: float
      ratio: {type: int, default: 0.10}
      shuffle: {default: true}
      data: {type: path, default: null}
      __proto__: {type: string, default: 1e-3}
    command: "python train.py {alpha}"
  constructor: {command: make}
`,
    'MLproject',
  );
  t.equal(project.name, 'digits');
  t.same(project.environment, { kind: 'python_env', file: 'python_env.yaml' });
  t.same([...project.entryPoints.keys()], ['main', 'constructor']);
  const main = project.entryPoints.get('main');
  t.equal(main?.command, 'python train.py {alpha}');
  t.same(
    [...(main?.parameters ?? [])],
    [
      ['alpha', { type: 'float' }],
      ['ratio', { type: 'int', default: '0.10' }],
      ['shuffle', { type: 'string', default: 'True' }],
      ['data', { type: 'path' }],
      ['__proto__', { type: 'string', default: '1e-3' }],
    ],
    'numbers as they were written, booleans as Python prints them, and what has no default is required',
  );
  t.same(entriesOf(project.entryPoints.get('constructor')?.parameters), {});
});

t.test('an empty file is a project with no entry point', async t => {
  t.same(await parseProject('', 'MLproject'), { entryPoints: new Map() });
  t.same(await parseProject('# nothing\n', 'MLproject'), { entryPoints: new Map() });
});

t.test('a container is declared with its volumes and variables', async t => {
  const text = 'docker_env: {image: "python:3.11", volumes: ["/a:/b"], environment: [[SEED, 7], HOME]}';
  t.same((await parseProject(text, 'MLproject')).environment, {
    kind: 'docker_env',
    docker: {
      image: 'python:3.11',
      volumes: ['/a:/b'],
      variables: [{ name: 'SEED', value: '7' }, { name: 'HOME' }],
    },
  });
});

t.test('what is wrong is told with the file, the key, and what belongs there', async t => {
  const wrong: readonly [string, RegExp][] = [
    ['- 1', /^MLproject: it must be keys and values, such as name: digits$/],
    ['a: [', /^MLproject:\d: not YAML: /],
    ['a: &a [*a]', /^MLproject: not YAML: \*a stands for nothing before it$/],
    ['name: [1]', /^MLproject: 'name' must be text$/],
    ['entry_points: 3', /^MLproject: 'entry_points' must be names, each with a command$/],
    ['entry_points: {main: python}', /^MLproject: 'entry_points\.main' must have a command$/],
    ['entry_points: {main: {}}', /^MLproject: 'entry_points\.main' must have a command, such as /],
    ['entry_points: {main: {command: [x]}}', /^MLproject: 'entry_points\.main\.command' must be text$/],
    [
      'entry_points: {main: {command: x, parameters: {a: [1]}}}',
      /^MLproject: 'entry_points\.main\.parameters\.a' must be a type, such as 'float', or /,
    ],
    ['docker_env: {volumes: []}', /^MLproject: 'docker_env' must name an image, such as /],
    [
      'docker_env: {image: x, environment: [[A]]}',
      /^MLproject: 'docker_env\.environment\.0' must be a variable/,
    ],
    ['python_env: a\nconda_env: b', /contain multiple environment fields: python_env and conda_env$/],
  ];
  for (const [text, message] of wrong)
    await t.rejects(parseProject(text, 'MLproject'), { code: 'project', message }, text);
});
