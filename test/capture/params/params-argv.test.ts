import t from 'tap';
import { paramsArgv } from '../../../src/capture/params/params-argv.ts';
import { captureContext } from '../../support/capture-context.ts';

t.test('a run knows the flags it was started with', async t => {
  const found = await paramsArgv.before?.(
    captureContext(t, { argv: ['python', 'train.py', '--lr', '1e-3'] }),
  );
  t.same(
    { ...found?.params },
    {
      lr: { value: 0.001, text: '1e-3', origin: { kind: 'argv', index: 3, joined: false } },
    },
  );
});
