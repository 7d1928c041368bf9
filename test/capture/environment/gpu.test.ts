import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { gpuDevices, gpuDriver } from '../../../src/capture/environment/gpu.ts';
import { captureContext } from '../../support/capture-context.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const DRIVER = {
  version:
    'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023\nGCC version: 11\n',
  gpus: { '0000:3b:00.0': { information: 'Model: \t\t NVIDIA A100-SXM4-80GB\nGPU UUID: \t GPU-1234\n' } },
};

t.test('the driver and the models are read with no program', async t => {
  t.same(gpuDriver(t.testdir({ proc: { driver: { nvidia: DRIVER } } })), {
    driver: '535.104.05',
    devices: [{ name: 'NVIDIA A100-SXM4-80GB' }],
    complete: false,
  });
  t.match(gpuDriver(t.testdir()), { driver: null, devices: [] });
});

t.test('nvidia-smi adds what decides a number, and no serial number', async t => {
  const smi = `#!/bin/sh
echo "NVIDIA A100-SXM4-80GB, 8.0, 81920 MiB, Enabled, Disabled, 535.104.05"
echo "NVIDIA A100-SXM4-80GB, 8.0, 81920 MiB, Enabled, Disabled, 535.104.05"\n`;
  const found = await gpuDevices(withSmi(t, smi), t.testdir());
  const device = {
    name: 'NVIDIA A100-SXM4-80GB',
    compute_cap: '8.0',
    memory_total: '81920 MiB',
    ecc_mode_current: 'Enabled',
    mig_mode_current: 'Disabled',
  };
  t.same(found, {
    environment: { gpu: { driver: '535.104.05', devices: [device, device], complete: true } },
  });
});

t.test('an older driver is asked for less', async t => {
  const smi = `#!/bin/sh
case "$1" in *compute_cap*) echo 'Field "compute_cap" is not a valid field to query.'; exit 2;; esac
echo "Tesla K80, 11441 MiB, 418.87"\n`;
  const found = await gpuDevices(withSmi(t, smi), t.testdir());
  const devices = [{ name: 'Tesla K80', memory_total: '11441 MiB' }];
  t.same(found, { environment: { gpu: { driver: '418.87', devices, complete: false } } });
});

t.test('a silent nvidia-smi is a problem only where there is a driver', async t => {
  const context = withSmi(t, '#!/bin/sh\necho "NVIDIA-SMI has failed"\nexit 9\n');
  t.same(await gpuDevices(context, t.testdir()), {});
  const found = await gpuDevices(context, t.testdir({ proc: { driver: { nvidia: DRIVER } } }));
  t.match(found, { problems: [{ code: 'gpu-unreadable' }] });
});

t.test('with no nvidia-smi nothing is started', async t => {
  t.same(await gpuDevices(captureContext(t, { env: { PATH: t.testdir() } })), {});
});

function withSmi(t: Test, script: string) {
  const folder = temporaryDirectory(t);
  writeFileSync(join(folder, 'nvidia-smi'), script);
  chmodSync(join(folder, 'nvidia-smi'), 0o755);
  return captureContext(t, { env: { PATH: `${folder}:/usr/bin:/bin` } });
}
