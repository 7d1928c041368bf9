/** Parameters that stand in the command line itself. */
import { paramsOfArgv } from '../../run/param-argv.ts';
import type { CaptureSource } from '../capture.ts';

export const paramsArgv: CaptureSource = {
  name: 'params-argv',
  before: async ({ argv }) => ({ params: paramsOfArgv(argv) }),
};
