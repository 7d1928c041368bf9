import { availableParallelism, hostname } from 'node:os';
import t from 'tap';
import { hostClass } from '../../../src/capture/environment/host.ts';

t.test('a machine is of its class, and stays so', async t => {
  const host = hostClass();
  t.match(host, { name: hostname(), os: process.platform, arch: process.arch, cpu: /./ });
  t.ok(host.cpus >= availableParallelism());
  t.ok(host.memory > 2 ** 20);
  t.same(hostClass(), host);
});
