import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { experimentNumber } from '../../interop/mlflow/experiment-number.ts';
import { printRunsCsv } from '../../interop/mlflow/run-csv.ts';
import { mlflowRun } from '../../interop/mlflow/run-json.ts';
import { command, text } from '../command.ts';
import { findNumbered } from './find-numbered.ts';
import { runsOf } from './runs-of.ts';
import { answer, experimentOption, needed } from './words.ts';

/** Writes the runs of an experiment as pandas writes a table of them. */
export const csv = command({
  name: 'csv',
  summary: 'Print the runs of an experiment as CSV',
  args: [],
  options: { id: experimentOption, file: text('-o, --filename <file>', 'write it there instead') },
  examples: [],
  async run(context, { options: { id: given, file } }) {
    const { id, name } = await findNumbered(context, needed(given, '-x'));
    const rows = await runsOf(context, name, 'active_only');
    const printed = printRunsCsv(rows.map(row => mlflowRun(row, { experimentId: id })));
    if (file === undefined) return answer(context, printed);
    await writeFile(resolve(context.cwd, file), printed);
    const number = experimentNumber(id);
    return answer(context, `Experiment with ID ${number} has been exported as a CSV to file: ${file}.`);
  },
});
