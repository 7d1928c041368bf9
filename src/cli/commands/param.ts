import { canonical } from '../../run/json.ts';
import { parseScalar } from '../../run/param.ts';
import { command } from '../command.ts';
import { appendEvent } from '../inside.ts';
import { keyValues } from '../key-value.ts';

/** Logs parameters of the run it is called in. */
export const param = command({
  name: 'param',
  summary: 'Log parameters of the run this is called in',
  args: ['<key=value...>'],
  completes: ['param='],
  options: {},
  examples: [{ line: 'git run param lr=0.1 optimizer=adam', does: 'in a script that git run records' }],
  async run(context, { args }) {
    const pairs = Object.entries(keyValues(args, 'a parameter'));
    const values = pairs.map(([key, value]) => `${JSON.stringify(key)}:${bare(value)}`);
    return appendEvent(context, `{"param":{${values.join(',')}}}`);
  },
});

/** The event protocol takes numbers of any size as they are. */
function bare(text: string): string {
  const value = parseScalar(text);
  return typeof value === 'bigint'
    ? value.toString()
    : String(value) === text
      ? canonical(value)
      : JSON.stringify(text);
}
