/** The program. */
import { dispatch } from './dispatch.ts';
import { thisWorld } from './world.ts';

// What a promise that is never settled would end with.
process.exitCode = 255;
void dispatch(thisWorld(), process.argv.slice(2)).then(exitCode => {
  process.exitCode = exitCode;
});
