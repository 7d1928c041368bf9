/** What a server of MLflow answers: a message, or why there is none. */
import { type JsonObject, parseTolerant } from '../../run/json.ts';
import { RemoteError } from '../../run/repository-errors.ts';
import { RefusedError } from './refused-error.ts';

/** Bytes of a message: a page of a hundred runs, each as full as MLflow lets it be, is less. */
const MOST_MESSAGE = 1 << 28;
/** Bytes of an answer that is none. */
const MOST_REFUSAL = 1 << 16;
const MOST_SHOWN = 300;

/** Reads a message. Throws RemoteError where it is none. */
export async function readMessage(shown: string, body: AsyncIterable<Uint8Array>): Promise<JsonObject> {
  const { text, isCut } = await textOf(body, MOST_MESSAGE);
  if (isCut) throw new RemoteError(shown, `its answer has more than the ${MOST_MESSAGE} bytes it may have`);
  try {
    const message = text === '' ? {} : parseTolerant(text);
    if (typeof message === 'object' && message !== null && !Array.isArray(message))
      return message as JsonObject;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new RemoteError(shown, 'it does not answer as a server of MLflow', 'look at the address');
}

/** Makes an error of an answer other than 200. */
export async function readRefusal(shown: string, { status, headers, body }: Response): Promise<Error> {
  const { text } = await textOf(body ?? noBytes(), MOST_REFUSAL);
  if (status === 401)
    return new RemoteError(
      shown,
      'it wants to know who you are, or does not know you (401)',
      'MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD say so, or MLFLOW_TRACKING_TOKEN',
    );
  const { reason, message } = sayingOf(text);
  const why = message === undefined ? `answers with ${status}` : `says: ${message}`;
  const retryAfter = secondsIn(headers.get('retry-after'));
  return new RefusedError(shown, why, status, {
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfter === undefined ? {} : { retryAfter: retryAfter * 1000 }),
  });
}

async function textOf(body: AsyncIterable<Uint8Array>, most: number) {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > most) return { text: Buffer.concat(pieces).toString(), isCut: true };
    pieces.push(piece);
  }
  return { text: Buffer.concat(pieces).toString(), isCut: false };
}

/** MLflow's own errors are JSON; those of what it is built upon, and of what stands before it, are pages. */
function sayingOf(text: string): { readonly reason?: string; readonly message?: string } {
  try {
    const { error_code: reason, message } = JSON.parse(text);
    if (typeof message !== 'string') return {};
    return { message: message.slice(0, MOST_SHOWN), ...(typeof reason === 'string' ? { reason } : {}) };
  } catch {
    return {};
  }
}

/** Seconds, or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function secondsIn(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}

export async function* noBytes(): AsyncGenerator<Uint8Array> {}
