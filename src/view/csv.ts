/** Comma-separated values after RFC 4180. */

/** Prints records with a header; lines end with CR LF, as the RFC has it. */
export function csv(header: readonly string[], records: readonly (readonly string[])[]): string {
  return [header, ...records].map(record => `${record.map(quoted).join(',')}\r\n`).join('');
}

/** Fields that hold a delimiter, a quote, a control character or outer space are quoted. */
function quoted(field: string): string {
  return /[",\0-\x1f\x7f-\x9f\u2028\u2029]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
