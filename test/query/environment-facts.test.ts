import t from 'tap';
import { environmentFacts } from '../../src/query/environment-facts.ts';

const flat = (environment: Parameters<typeof environmentFacts>[0]) => {
  const { facts, packages } = environmentFacts(environment);
  const plain = (map: typeof facts) => Object.fromEntries([...map].map(([key, { value }]) => [key, value]));
  return { facts: plain(facts), packages: plain(packages) };
};

t.test('facts are flat, and how well they were read is none', async t => {
  t.same(
    flat({
      schema: 'x',
      os: { id: 'debian', complete: true },
      cpu: { simd: ['avx', 'fma'] },
      gpu: { devices: [{ name: 'A100' }] },
    }),
    {
      facts: { 'os.id': 'debian', 'cpu.simd': '["avx","fma"]', 'gpu.devices.0.name': 'A100' },
      packages: {},
    },
  );
});

t.test('packages are told by name, with where they came from', async t => {
  const packages = [
    { name: 'numpy', version: '2.1.0' },
    { name: 'mine', version: null, direct_url: { url: 'file:///x' } },
  ];
  t.same(flat({ python: { packages, conda: ['mkl-service-2.4.0-py311_1', 'odd'] } }).packages, {
    numpy: '2.1.0',
    mine: '? {"url":"file:///x"}',
    'conda:mkl-service': '2.4.0-py311_1',
    'conda:odd': '',
  });
});

t.test('what a stranger has nested for ever ends', async t => {
  let deep: Parameters<typeof environmentFacts>[0] = {};
  for (let level = 0; level < 5000; level++) deep = { a: deep };
  t.same(flat(deep).facts, {});
});
