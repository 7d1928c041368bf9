import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { type GpuValues, parseNvidia, watchGpus } from '../../../src/capture/job/gpu-load.ts';
import { gone, until } from '../../support/recording.ts';

/** A machine with an `nvidia-smi` that is a script, and with nothing else. */
function machine(t: Test, script?: string) {
  const directory = t.testdir();
  const smi = join(directory, 'nvidia-smi');
  if (script !== undefined) {
    writeFileSync(smi, `#!/bin/sh\necho $$ >> ${directory}/asked\n${script}\n`);
    chmodSync(smi, 0o755);
  }
  const told: GpuValues[] = [];
  const job = { env: { PATH: script === undefined ? directory : `${directory}:/usr/bin:/bin` }, directory };
  const gpus = watchGpus(job, values => told.push(values), directory);
  t.teardown(gpus.stop);
  const asked = () => {
    const file = join(directory, 'asked');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
  };
  return { gpus, told, asked };
}

/** Looks until something is so. */
async function looking(gpus: { look(): void }, isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    gpus.look();
    await delay(5);
  }
}

t.test('each device is told of, and asked again', async t => {
  const { gpus, told, asked } = machine(t, 'echo "0, 97, 40536"; echo "1, 0, 3"');
  await looking(gpus, () => told.length === 2);
  const values = {
    'system/gpu0': 97,
    'system/gpu0_memory': 40536 * 2 ** 20,
    'system/gpu1': 0,
    'system/gpu1_memory': 3 * 2 ** 20,
  };
  t.same(told, [values, values]);
  t.equal(asked().length, 2);
});

t.test('what a device does not tell is no value', async t => {
  t.same(parseNvidia('0, [N/A], 12\n1, [Not Supported], [Unknown Error]\nFailed to initialize NVML\n'), {
    'system/gpu0_memory': 12 * 2 ** 20,
  });
});

t.test('a program that comes without a device is asked once', async t => {
  const { gpus, told, asked } = machine(t, 'echo "NVIDIA-SMI has failed"; exit 9');
  await looking(gpus, () => asked().length > 0);
  await gone(asked()[0] as number);
  for (let look = 0; look < 50; look++) {
    gpus.look();
    await delay(5);
  }
  t.equal(asked().length, 1);
  t.same(told, []);
});

t.test('a failure between two answers is passed over', async t => {
  const once = 'test $(wc -l < "$0".n) = 2 && exit 9; echo "0, 5, 6"';
  const { gpus, told, asked } = machine(t, `echo >> "$0".n; ${once}`);
  await looking(gpus, () => told.length === 2);
  t.equal(asked().length, 3);
});

t.test('one that hangs is not asked again meanwhile, and ends with the job', async t => {
  const handles = () => process.getActiveResourcesInfo().filter(kind => /Pipe|Process/.test(kind)).length;
  const before = handles();
  const { gpus, told, asked } = machine(t, 'sleep 600 & echo $! >> "$(dirname "$0")/asked"; exec sleep 600');
  await looking(gpus, () => asked().length === 2);
  const [smi = 0, sleeper = 0] = asked();
  t.teardown(() => process.kill(sleeper));
  gpus.look();
  gpus.stop();
  await gone(smi);
  gpus.look();
  await until(() => handles() === before);
  t.equal(asked().length, 2, 'nor afterwards, and who has its output open does not keep us');
  t.same(told, []);
});

t.test('without the program nothing is started', async t => {
  const { gpus, told } = machine(t);
  gpus.look();
  t.same(told, []);
});

t.test('the devices of AMD are told of by their driver’s files', async t => {
  const device = (busy: string) => ({
    device: { gpu_busy_percent: busy, mem_info_vram_used: '1048576\n' },
  });
  const root = t.testdir({
    sys: {
      class: {
        drm: { card10: device('7\n'), card2: device('93\n'), card0: { device: {} }, 'card2-HDMI-A-1': {} },
      },
    },
  });
  const told: GpuValues[] = [];
  const gpus = watchGpus({ env: { PATH: root }, directory: root }, values => told.push(values), root);
  gpus.look();
  gpus.stop();
  t.same(told, [
    { 'system/gpu0': 93, 'system/gpu0_memory': 2 ** 20, 'system/gpu1': 7, 'system/gpu1_memory': 2 ** 20 },
  ]);
});
