import t from 'tap';
import {
  printReportHtml,
  printReportJson,
  printReportMarkdown,
  REPORT_MARK,
} from '../../../src/view/report/print-report.ts';
import type { Report } from '../../../src/view/report/report.ts';
import { NOW, sampleRow } from '../../support/run-rows.ts';

const hostile = sampleRow({ name: '</summary><img src=x onerror=alert(1)> | @everyone `x` [a](b)' });
const reportOf = (more: Partial<Report> = {}): Report => ({
  rows: [hostile],
  subject: hostile,
  baseline: sampleRow({ name: 'base' }),
  changes: [{ kind: 'lines', lines: ['a line'] }],
  figures: [
    {
      kind: 'figure',
      title: 'acc',
      svg: { light: '<svg id="l"/>', dark: '<svg id="d"/>' },
      text: 'acc: ▁█\n',
    },
    { kind: 'figure', title: 'axes', svg: { light: '<svg/>', dark: '<svg/>' }, text: '' },
  ],
  directions: {},
  link: () => undefined,
  now: NOW,
  zone: () => 0,
  ...more,
});

t.test('Markdown begins with a mark, and no name in it is markup', async t => {
  const text = printReportMarkdown(reportOf(), 'digits: *one*');
  t.ok(text.startsWith(`${REPORT_MARK}\n## digits: \\*one\\*\n\n`));
  t.match(text, '<summary>Curves</summary>\n\n```text\nacc: ▁█\n```\n');
  t.notMatch(text, /(?<!\\)<img|@everyone|\n```text\n```/);
  t.notMatch(text, /<\/summary><img/);
});

t.test('a comment that would be too long leaves out what is longest, and says so', async t => {
  const changes = [{ kind: 'patch', text: '+x\n'.repeat(40_000) } as const];
  const text = printReportMarkdown(reportOf({ changes }), 'digits');
  t.ok(text.length <= 65_536);
  t.match(text, /left out for its length: What changed from base to/);
  t.match(text, '<summary>Curves</summary>');
});

t.test('however long texts are, it fits', async t => {
  const long = (n: number) => ({ value: `${n}${'x'.repeat(5000)}`, origin: { kind: 'option' } as const });
  const rows = Array.from({ length: 20 }, (_, n) =>
    sampleRow({ name: 'y'.repeat(3000), params: { a: long(n), b: long(n), c: long(n), d: long(n) } }),
  );
  t.ok(printReportMarkdown(reportOf({ rows, subject: rows[0] }), 'digits').length <= 65_536);
});

t.test('a page shows pictures that run nothing, for light and dark', async t => {
  const page = printReportHtml(reportOf(), 'digits');
  t.match(page, /<details open>\n<summary>Curves<\/summary>/);
  t.match(
    page,
    /<source media="\(prefers-color-scheme: dark\)" srcset="data:image\/svg\+xml,%3Csvg%20id%3D%22d%22/,
  );
  t.match(page, /<img src="data:image\/svg\+xml,%3Csvg%20id%3D%22l%22/);
  t.notMatch(page, /<img src=x|<script/);
});

t.test('a program is told which runs', async t => {
  const range = { text: 'main..', commits: 2 };
  t.match(JSON.parse(printReportJson(reportOf({ range }))), {
    version: 1,
    range: 'main..',
    commits: 2,
    baseline: { name: 'base' },
    subject: hostile.id,
    runs: [{ id: hostile.id }],
  });
});
