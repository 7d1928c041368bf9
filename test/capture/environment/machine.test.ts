import { join } from 'node:path';
import t from 'tap';
import { openFileFacts } from '../../../src/capture/environment/file-facts.ts';
import { operatingSystem, processor } from '../../../src/capture/environment/machine.ts';

const CPU = `processor\t: 0
vendor_id\t: GenuineIntel
cpu family\t: 6
model\t\t: 143
model name\t: Intel(R) Xeon(R) Platinum 8480+
stepping\t: 8
cpu MHz\t\t: 2000.000
flags\t\t: fpu sse4_2 smep fma avx avx2 avx512f amx_tile

processor\t: 1
cpu MHz\t\t: 3800.000
`;

t.test('the processor is told by what a BLAS chooses its code by', async t => {
  const root = t.testdir({ proc: { cpuinfo: CPU } });
  const { flags, ...rest } = processor(root);
  t.match(flags, /^[0-9a-f]{64}$/);
  t.same(rest, {
    model: 'Intel(R) Xeon(R) Platinum 8480+',
    vendor: 'GenuineIntel',
    family: '6',
    number: '143',
    stepping: '8',
    simd: ['amx_tile', 'avx', 'avx2', 'avx512f', 'fma', 'sse4_2'],
    count: 2,
    complete: true,
  });
});

t.test('neither the clock nor the order of flags makes another processor', async t => {
  const root = t.testdir({
    one: { proc: { cpuinfo: CPU } },
    other: { proc: { cpuinfo: CPU.replace('2000.000', '1.5').replace('fpu sse4_2', 'sse4_2 fpu') } },
    less: { proc: { cpuinfo: CPU.replace(' avx512f', '') } },
  });
  t.same(processor(join(root, 'one')), processor(join(root, 'other')));
  t.not(processor(join(root, 'one')).flags, processor(join(root, 'less')).flags);
});

t.test('an ARM processor that does not name its model is told by its part', async t => {
  const root = t.testdir({
    proc: {
      cpuinfo: 'processor\t: 0\nFeatures\t: fp asimd sve2\nCPU implementer\t: 0x41\nCPU part\t: 0xd4f\n',
    },
  });
  t.match(processor(root), { model: '0x41 0xd4f', simd: ['asimd', 'sve2'], complete: true });
});

t.test('where there is no /proc, Node tells the little it knows', async t => {
  t.match(processor(t.testdir()), { flags: null, complete: false });
});

t.test('the system, its C library and its packages', async t => {
  const root = t.testdir({
    etc: { 'os-release': 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n' },
    proc: {
      sys: { kernel: { osrelease: '6.1.0-18-amd64\n' } },
      self: { maps: '7f2b-7f2c r--p 0 fe:00 32 /lib/libc.so.6\n7f2c-7f2d r-xp 0 fe:00 32 /lib/libc.so.6\n' },
    },
    lib: {
      'libc.so.6':
        '\0\0GNU C Library (Debian GLIBC 2.36-9+deb12u4) stable release version 2.36.\nCopyright\0',
    },
    var: { lib: { dpkg: { status: 'Package: x\n' } } },
  });
  const facts = openFileFacts(join(root, 'facts.json'));
  t.match(operatingSystem(root, facts), {
    id: 'debian',
    version: '12',
    kernel: '6.1.0-18-amd64',
    arch: process.arch,
    libc: { name: 'glibc', version: '2.36 (Debian GLIBC 2.36-9+deb12u4)' },
    packages: /^[0-9a-f]{64}$/,
    complete: true,
  });
});

t.test('what cannot be found is null, and the part says that it is not complete', async t => {
  const root = t.testdir({
    proc: { self: { maps: '7f2b-7f2c r-xp 0 fe:00 32 /lib/ld-musl-x86_64.so.1\n' } },
    etc: { 'os-release': 'ID=alpine\nVERSION_ID=3.20.1\n' },
  });
  const alpine = operatingSystem(root, openFileFacts(join(root, 'facts.json')));
  t.match(alpine, {
    id: 'alpine',
    version: '3.20.1',
    libc: { name: 'musl', version: null },
    complete: false,
  });
  t.equal(alpine.packages, null);
});
