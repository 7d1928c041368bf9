/** The frame of every page we write: one file that needs nothing else, readable on a phone and at night. */
import { escapeHtml } from './escape.ts';
import { PAGE_STYLE } from './page-style.ts';

export interface HtmlPage {
  /** Text: of the browser's tab and of the first heading. */
  readonly title: string;
  /** CSS that this page needs besides the shared one. */
  readonly style?: string;
  /** HTML, escaped already. */
  readonly body: string;
  /** The one program that it may run; none, where absent. */
  readonly script?: PageScript;
}

export interface PageScript {
  /** JavaScript that does not say `</script`. */
  readonly code: string;
  /** Its SHA-256 of UTF-8, in base64. */
  readonly sha256: string;
}

/**
 * What a page of ours may do: it asks no server for anything, and runs nothing but its one program, whatever a run has
 * smuggled into it. It stands in the page; a server that serves it says it in a header as well.
 */
export function pagePolicy(script: PageScript | undefined): string {
  const scripts = script === undefined ? '' : `script-src 'sha256-${script.sha256}'; `;
  return `default-src 'none'; ${scripts}style-src 'unsafe-inline'; img-src data:`;
}

/** Prints a whole page: inline CSS, light or dark as the reader's system is. */
export function htmlPage({ title, style = '', body, script }: HtmlPage): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pagePolicy(script)}">
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
${script === undefined ? '' : `<script>${script.code}</script>\n`}</body>
</html>
`;
}
