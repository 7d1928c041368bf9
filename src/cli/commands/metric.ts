import { UsageError } from '../../run/errors.ts';
import { command, text } from '../command.ts';
import { appendEvent } from '../inside.ts';
import { keyValues } from '../key-value.ts';

/** Logs metrics of the run it is called in. */
export const metric = command({
  name: 'metric',
  summary: 'Log metrics of the run this is called in',
  args: ['<key=value...>'],
  completes: ['metric='],
  options: { step: text('--step <n>', 'the step; counted if not given') },
  examples: [{ line: 'git run metric loss=0.3 acc=0.91 --step 7', does: 'in a script that git run records' }],
  async run(context, { args, options }) {
    const values = Object.entries(keyValues(args, 'a metric')).map(([key, value]) => {
      return `${JSON.stringify(key)}:${numberText('a metric', value)}`;
    });
    const step = options.step === undefined ? '' : `,"step":${numberText('--step', options.step)}`;
    return appendEvent(context, `{"metric":{${values.join(',')}}${step},"time":${context.now() / 1000}}`);
  },
});

function numberText(what: string, text: string): string {
  const number = Number(
    text.replace(/^[+-]?inf$/i, match => (match.startsWith('-') ? '-Infinity' : 'Infinity')),
  );
  if (text.trim() === '' || (Number.isNaN(number) && !/^nan$/i.test(text))) {
    throw new UsageError(`${what} needs a number, not '${text}'`);
  }
  return String(number);
}
