import { resolve } from 'node:path';
import { authorOf } from '../../record/identity.ts';
import { printImport } from '../../view/import-report.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { command, flag, list } from '../command.ts';
import { openCounter } from '../counter.ts';
import { settingsHere } from '../settings-here.ts';

/** Brings the runs of a file store of MLflow. */
export const mlruns = command({
  name: 'mlruns',
  summary: "Bring the runs of MLflow's file store",
  description:
    'Each run of the directory that MLflow calls mlruns becomes a run here, with its params, tags, metric histories, ' +
    'artifacts, data sets and models; a deleted one is in the trash. All commands know it by its MLflow id, too. What ' +
    'was imported before is left as it is, so an import can be repeated, and goes on where it was interrupted; to a run ' +
    'that had not ended then comes what was logged in it since.\n\n' +
    'Registered models come with their versions, aliases and tags, and the files of a version are found with its run. ' +
    'What is new there comes with the next import; what was changed here since stays as it is.\n\n' +
    'A run follows the commit that MLflow names (mlflow.source.git.commit) where that is here. MLflow keeps neither a ' +
    'command nor an exit status: a failed run has 1, a killed one SIGTERM, and one that has not ended is lost. What is ' +
    'damaged, lies elsewhere or behind a symbolic link is named, and the rest is taken; then the exit status is 1.',
  args: ['<directory>'],
  completes: ['directory'],
  options: {
    experiment: list('-e, --experiment <name>', 'only this experiment of the store, by its name or id'),
    dryRun: flag('-n, --dry-run', 'only say what would be brought'),
    json: flag('--json', 'as JSON'),
  },
  examples: [
    { line: 'git run import mlruns ./mlruns', does: 'bring all of it' },
    { line: 'git run show 0a1b2c3d4e5f60718293a4b5c6d7e8f9', does: 'by the id that MLflow gave it' },
  ],
  async run(context, { args: [word = ''], options: given }) {
    const repository = await context.repository();
    const { importStore } = await import('../../interop/mlruns/import-store.ts');
    let counter: ReturnType<typeof openCounter> | undefined;
    try {
      const report = await importStore({
        repository,
        settings: await settingsHere(context, repository),
        author: authorOf(repository.config, context.env),
        directory: resolve(context.cwd, word),
        shown: word,
        only: given.experiment,
        dryRun: given.dryRun,
        now: context.now(),
        progress(done, total) {
          counter ??= openCounter(context, 'reading runs', total);
          counter.update(done);
        },
      });
      counter?.stop();
      const { out } = context;
      out.write(given.json ? printJson({ version: JSON_VERSION, ...report }) : printImport(report));
      if (!given.dryRun) repository.tidy();
      return report.losses.length > 0 ? 1 : 0;
    } finally {
      counter?.stop();
    }
  },
});
