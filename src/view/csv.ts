/** Comma-separated values after RFC 4180. */

/** Prints records with a header; lines end with CR LF, as the RFC has it. */
export function csv(header: readonly string[], records: readonly (readonly string[])[]): string {
  return [header, ...records].map(record => printed(record.map(quoted))).join('');
}

/** Prints one record, with the end of its line. Undefined is nothing between its commas, an empty text is `""`. */
export function csvRecord(fields: readonly (string | undefined)[]): string {
  return printed(fields.map(field => (field === undefined ? '' : field === '' ? '""' : quoted(field))));
}

function printed(fields: readonly string[]): string {
  return `${fields.join(',')}\r\n`;
}

/** Fields that hold a delimiter, a quote, a control character or outer space are quoted. */
function quoted(field: string): string {
  return /[",\0-\x1f\x7f-\x9f\u2028\u2029]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
