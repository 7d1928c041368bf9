/** Requests as they come over the wire → what routes take. */
import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../../run/json.ts';
import { MlflowError } from './errors.ts';
import { checkBodySize, MOST_BODY } from './limits.ts';
import { readBody } from './wire.ts';

/** The fields of a query string; one that is given several times is a list. */
export function readQuery(query: URLSearchParams): JsonObject {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of query) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

/** Beyond it nobody waits for the end of a body that is refused. */
const MOST_READ = 2 ** 27;

/** Reads a message of at most so many characters. Throws MlflowError. */
export async function readMessage(
  headers: IncomingHttpHeaders,
  body: AsyncIterable<Uint8Array>,
  most = MOST_BODY,
): Promise<JsonObject> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    // A client that still sends would not hear an answer.
    if (bytes > MOST_READ) throw new MlflowError('BAD_REQUEST', 'Bad Request. The request is too large.');
    if (bytes <= 4 * most) pieces.push(piece);
  }
  if (bytes > 4 * most) checkBodySize(bytes);
  checkType(headers, bytes);
  const text = Buffer.concat(pieces).toString();
  if (text.length > most) checkBodySize(text.length);
  return readBody(text);
}

/** A web page can have a browser send forms and plain text anywhere, but no JSON. */
function checkType({ 'content-type': type = '' }: IncomingHttpHeaders, bytes: number): void {
  const [mime = ''] = type.split(';');
  if (mime.trim().toLowerCase() === 'application/json') return;
  if (bytes === 0 && type === '') return;
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    "Bad Request. Content-Type must be one of ['application/json'].",
  );
}
