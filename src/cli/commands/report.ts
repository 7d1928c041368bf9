import { UsageError } from '../../run/errors.ts';
import type { RunRow } from '../../run/run-row.ts';
import { commitLink } from '../../view/commit-link.ts';
import { printReportHtml, printReportJson, printReportMarkdown } from '../../view/report/print-report.ts';
import type { Report } from '../../view/report/report.ts';
import { choosing } from '../choose-runs.ts';
import { command, completing, flag, type Input, list, text } from '../command.ts';
import type { Context } from '../context.ts';
import { metricDirections } from '../directions.ts';
import { during } from '../during.ts';
import { readChanges } from '../report/changes.ts';
import { drawFigures } from '../report/figures.ts';
import { reportSource } from '../report/report-source.ts';
import { openSink } from '../sink.ts';

const { remote: _, ...choosingHere } = choosing;

const options = {
  baseline: text(
    '--baseline <run>',
    'compare with this run; of a range, with the newest finished one of its base',
  ),
  metrics: completing(
    'metric',
    list('-m, --metric <name>', 'draw only this metric; the four that most runs have, otherwise'),
  ),
  title: text('--title <text>', 'what stands above'),
  md: flag('--md', 'as Markdown, for a comment; so it is unless the file is called *.html'),
  html: flag('--html', 'as a page of HTML that is one file'),
  json: flag('--json', 'which runs, as JSON'),
  output: text('-o, --output <file>', 'into a file'),
  ...choosingHere,
};

/** Reports on runs to people who were not there. */
export const report = command({
  name: 'report',
  summary: 'Report on runs in Markdown or HTML, for a pull request',
  description:
    'A table of the runs, what changed from the baseline, curves, and the commands to have it all. BASE..HEAD are the ' +
    'runs whose HEAD was one of these commits, with those that were recorded for the same pull request. In the job of ' +
    'a pull request (GitHub, GitLab, Bitbucket, Azure) that is what nothing else means; elsewhere the newest run. The ' +
    'first of the runs that finished is compared: by time, by --sort, or the --best.\n\n' +
    'Markdown fits into a comment. fixtures/ci has workflows that post it.',
  args: ['[range-or-run...]'],
  completes: ['run'],
  options,
  examples: [
    { line: 'git run report main..', does: 'what was run on this branch' },
    {
      line: 'git run report origin/main..HEAD -o report.md',
      does: 'for gh pr comment --body-file report.md',
    },
    { line: 'git run report swift-otter --baseline calm-heron', does: 'one run against another' },
    {
      line: "git run report --filter 'tags.stage = sweep' --sort metrics.acc -o sweep.html",
      does: 'a page of many',
    },
  ],
  async run(context, { args, options: given }) {
    const format = formatOf(given);
    const source = await reportSource(context, args, { ...given, remote: undefined });
    const { rows, baseline, subject } = source;
    const directions = await metricDirections(context);
    const wish = { metrics: given.metrics, directions };
    const drawn = [...(baseline === undefined ? [] : [baseline]), ...rows];
    const figures =
      format === 'json' ? [] : await during(context, 'drawing', drawFigures(context, drawn, wish));
    const changes =
      baseline === undefined || subject === undefined || format === 'json'
        ? []
        : await during(context, 'comparing', readChanges(context, baseline, subject, directions));
    const text = printed(format, given.title ?? titleOf(rows), {
      ...source,
      ...{ changes, figures, directions },
      ...(await placeOf(context)),
      now: context.now(),
      zone: context.zone,
    });
    const sink = await openSink(context, given.output);
    try {
      await sink.write(text);
    } finally {
      await sink.close();
    }
    return 0;
  },
});

type Given = Input<typeof options>['options'];
type Format = 'md' | 'html' | 'json';

function formatOf({ md, html, json, output = '' }: Given): Format {
  const named = Object.entries({ md, html, json })
    .filter(([, asked]) => asked)
    .map(([name]) => name as Format);
  if (named.length > 1) throw new UsageError(`--${named[0]} or --${named[1]}, not both`);
  return named[0] ?? (/\.html?$/i.test(output) ? 'html' : 'md');
}

function printed(format: Format, title: string, report: Report): string {
  switch (format) {
    case 'md':
      return printReportMarkdown(report, title);
    case 'html':
      return printReportHtml(report, title);
    case 'json':
      return printReportJson(report);
  }
}

/** `digits: 7 runs` */
function titleOf(rows: readonly RunRow[]): string {
  const experiments = [...new Set(rows.map(({ experiment }) => experiment))];
  if (rows.length === 0) return 'Runs';
  const which = experiments.length > 3 ? `${experiments.length} experiments` : experiments.join(', ');
  return `${which}: ${rows.length === 1 ? (rows[0] as RunRow).name : `${rows.length} runs`}`;
}

/** Where runs are fetched from, and where commits are shown. */
async function placeOf(context: Context): Promise<Pick<Report, 'remote' | 'link'>> {
  const { config } = await context.repository();
  // What is wrong with other settings is no reason to say nothing.
  const remote = await context.settings().then(
    settings => settings.remote,
    () => undefined,
  );
  const url = remote === undefined ? undefined : config.get(`remote.${remote}.url`);
  return { remote, link: commit => (url === undefined ? undefined : commitLink(url, commit)) };
}
