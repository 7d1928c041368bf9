/** What was brought from another program's store, or written into one, for people. */
import type { ExportReport, ImportedModel, ImportReport, Loss } from '../run/import-report.ts';
import { shortId } from '../run/run-id.ts';
import { formatCount } from './format.ts';
import { sanitise } from './sanitise.ts';

/** So many of a kind are named; there may be thousands. */
const NAMED = 10;

/** Prints what was imported, or would be, a line each. */
export function printImport(report: ImportReport): string {
  const { from, dryRun, experiments, runs, continued, models, same, deleted, open, losses } = report;
  const does = dryRun ? 'would import' : 'imported';
  return printLines([
    `${does} ${formatCount(runs.length, 'run')} from ${sanitise(from)}`,
    ...named(runs.map(({ name, id }) => `  ${sanitise(name)} (${shortId(id)})`)),
    ...(continued.length > 0
      ? [`${dryRun ? 'would bring' : 'brought'} the rest of ${formatCount(continued.length, 'run')}`]
      : []),
    ...named(continued.map(({ name, id }) => `  ${sanitise(name)} (${shortId(id)})`)),
    ...named(experiments.map(name => `${dryRun ? 'would create' : 'created'} experiment ${sanitise(name)}`)),
    ...named(models.map(one => modelLine(one, dryRun))),
    ...(same > 0 ? [`${formatCount(same, 'run')} ${same === 1 ? 'was' : 'were'} here already`] : []),
    ...(deleted > 0
      ? [
          `${formatCount(deleted, 'run')} ${deleted === 1 ? 'was' : 'were'} here, and deleted: not brought again`,
        ]
      : []),
    ...(open > 0
      ? [
          `${formatCount(open, 'run')} had no end there: what is logged from now on is brought by the next import`,
        ]
      : []),
    ...lossLines(losses),
  ]);
}

function modelLine({ name, versions }: ImportedModel, dryRun: boolean): string {
  const does = dryRun ? 'would bring' : 'brought';
  const news = versions === 0 ? 'what has changed' : formatCount(versions, 'version');
  return `${does} ${news} of registered model ${sanitise(name)}`;
}

/** Prints what was written into a store, or would be, a line each. */
export function printExport(report: ExportReport): string {
  const { to, dryRun, experiments, runs, models = 0, same, losses } = report;
  const does = dryRun ? 'would write' : 'wrote';
  return printLines([
    `${does} ${formatCount(runs, 'run')} of ${formatCount(experiments, 'experiment')} into ${sanitise(to)}`,
    ...(models > 0 ? [`${does} ${formatCount(models, 'registered model')}`] : []),
    ...(same > 0 ? [`${formatCount(same, 'run')} ${same === 1 ? 'was' : 'were'} there already`] : []),
    ...lossLines(losses),
  ]);
}

function lossLines(losses: readonly Loss[]): string[] {
  if (losses.length === 0) return [];
  const lines = losses.map(({ path, why }) => `  ${sanitise(path)} ${sanitise(why)}`);
  return [
    `${formatCount(losses.length, 'thing')} could not be taken as ${losses.length === 1 ? 'it is' : 'they are'}:`,
    ...lines,
  ];
}

function named(lines: readonly string[]): string[] {
  const more = lines.length - NAMED;
  return [...lines.slice(0, NAMED), ...(more > 0 ? [`  and ${more} more`] : [])];
}

function printLines(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('');
}
