/** The frame of every page we write: one file that needs nothing else, with no script, readable on a phone and at night. */
import { escapeHtml } from './escape.ts';
import { PAGE_STYLE } from './page-style.ts';

export interface HtmlPage {
  /** Text: of the browser's tab and of the first heading. */
  readonly title: string;
  /** CSS that this page needs besides the shared one. */
  readonly style?: string;
  /** HTML, escaped already. */
  readonly body: string;
}

/** No page of ours asks a server for anything, or runs anything, whatever a run has smuggled into it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Prints a whole page: inline CSS, light or dark as the reader's system is. */
export function htmlPage({ title, style = '', body }: HtmlPage): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="git-run">
<title>${escapeHtml(title)}</title>
<style>
${PAGE_STYLE}${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}</main>
</body>
</html>
`;
}
