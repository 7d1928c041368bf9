import t from 'tap';
import { container, limits } from '../../../src/capture/environment/confinement.ts';

const STATUS = 'Name:\tnode\nCpus_allowed_list:\t0-3,8\nMems_allowed:\t1\n';

t.test('the tightest limit of our control group and those above holds', async t => {
  const root = t.testdir({
    proc: { self: { status: STATUS, cgroup: '0::/user.slice/job\n' } },
    sys: {
      fs: {
        cgroup: {
          'user.slice': {
            'cpu.max': '400000 100000\n',
            'memory.max': '1073741824\n',
            job: { 'cpu.max': '150000 100000\n', 'memory.max': 'max\n' },
          },
        },
      },
    },
  });
  t.same(limits(root), { affinity: '0-3,8', cpus: 1.5, memory: 2 ** 30, complete: true });
});

t.test('control groups of version 1, also from within a container', async t => {
  const root = t.testdir({
    proc: { self: { status: STATUS, cgroup: '4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n' } },
    sys: {
      fs: {
        cgroup: {
          memory: { 'memory.limit_in_bytes': '2147483648\n' },
          cpu: { 'cpu.cfs_quota_us': '50000\n', 'cpu.cfs_period_us': '100000\n' },
        },
      },
    },
  });
  t.same(limits(root), { affinity: '0-3,8', cpus: 0.5, memory: 2 ** 31, complete: true });
});

t.test('no limit is null', async t => {
  const root = t.testdir({
    proc: { self: { status: STATUS, cgroup: '4:memory:/\n3:cpu:/\n0::/\n' } },
    sys: {
      fs: {
        cgroup: {
          'cpu.max': 'max 100000\n',
          memory: { 'memory.limit_in_bytes': '9223372036854771712\n' },
          cpu: { 'cpu.cfs_quota_us': '-1\n', 'cpu.cfs_period_us': '100000\n' },
        },
      },
    },
  });
  t.same(limits(root), { affinity: '0-3,8', cpus: null, memory: null, complete: true });
  t.same(limits(t.testdir()), { affinity: null, cpus: null, memory: null, complete: false });
});

t.test('a container is told by its traces, its image where it is told', async t => {
  t.match(container(t.testdir({ '.dockerenv': '' }), {}), { kind: 'docker', image: null, complete: false });
  const podman = 'engine="podman-4.3"\nname="swift"\nid="0f"\nimage="x:latest"\nimageid="sha256:12ab"\n';
  t.match(container(t.testdir({ run: { '.containerenv': podman } }), {}), {
    kind: 'podman',
    image: 'sha256:12ab',
    complete: true,
  });
  const bare = t.testdir();
  t.match(container(bare, { APPTAINER_CONTAINER: '/images/x.sif' }), {
    kind: 'apptainer',
    image: '/images/x.sif',
  });
  t.match(container(bare, { KUBERNETES_SERVICE_HOST: '10.0.0.1' }), { kind: 'kubernetes', kubernetes: true });
  t.match(container(bare, {}), { kind: null, image: null, kubernetes: false });
  const hint = t.testdir({ proc: { 1: { cgroup: '3:cpu:/kubepods/burstable/pod1\n' } } });
  t.match(container(hint, {}), { kind: 'kubepods', complete: false });
});
