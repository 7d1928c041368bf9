import { authorOf } from '../../record/identity.ts';
import { printImport } from '../../view/import-report.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { command, flag, list } from '../command.ts';
import { openCounter } from '../counter.ts';
import { settingsHere } from '../settings-here.ts';

/** Brings the runs of a server of MLflow. */
export const mlflowServer = command({
  name: 'mlflow',
  summary: 'Bring the runs of an MLflow server',
  description:
    'Each run of the server becomes a run here, as git run import mlruns makes them of a directory: with params, tags, ' +
    'whole metric histories, artifacts, data sets and logged models; a deleted one is in the trash. A run that was ' +
    'brought before, from the server or from its mlruns directory, is left as it is: an import can be repeated, and goes ' +
    'on where it was interrupted; to a run that had not ended then comes what was logged in it since. Registered models come too, with their versions, aliases and tags. What the server ' +
    'says that it cannot do now is asked again, later each time.\n\n' +
    'Who you are is read from MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, from MLFLOW_TRACKING_TOKEN, or from ' +
    'the URL, and told to no other host. Artifacts come by way of the server; those that it does not give, because ' +
    'only its clients reach where they lie, are named with their address, and so is all else that cannot be taken; then ' +
    'the exit status is 1. No address of a server makes git-run read a file of this machine.',
  args: ['<url>'],
  options: {
    experiment: list('-e, --experiment <name>', 'only this experiment of the server, by its name or id'),
    dryRun: flag('-n, --dry-run', 'only say what would be brought'),
    json: flag('--json', 'as JSON'),
  },
  examples: [
    { line: 'git run import mlflow http://localhost:5000', does: 'bring all of it' },
    {
      line: 'git run import mlflow https://mlflow.example.com -e digits -n',
      does: 'what there is of digits',
    },
  ],
  async run(context, { args: [word = ''], options: given }) {
    const repository = await context.repository();
    const [{ importServer }, { openServer }, { parseServerAddress }] = await Promise.all([
      import('../../interop/mlflow-server/import-server.ts'),
      import('../../interop/mlflow-server/open-server.ts'),
      import('../../interop/mlflow-server/server-address.ts'),
    ]);
    const counter = openCounter(context, 'reading runs', undefined);
    try {
      const report = await importServer({
        repository,
        server: openServer(parseServerAddress(word, context.env)),
        settings: await settingsHere(context, repository),
        author: authorOf(repository.config, context.env),
        only: given.experiment,
        dryRun: given.dryRun,
        now: context.now(),
        progress: counter.update,
      });
      counter.stop();
      const { out } = context;
      out.write(given.json ? printJson({ version: JSON_VERSION, ...report }) : printImport(report));
      if (!given.dryRun) repository.tidy();
      return report.losses.length > 0 ? 1 : 0;
    } finally {
      counter.stop();
    }
  },
});
