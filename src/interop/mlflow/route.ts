/** A route as a declared value: which requests it is for, what they hold, and what is answered. The server is made from the list of them. */
import { type Fields, readFields } from './fields.ts';
import type { Page } from './pages.ts';
import type { Tracking } from './tracking.ts';
import type { Message } from './wire.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Place {
  readonly method: Method;
  /** From the top; `:name` is a part of any text, `*` at the end all that follows. */
  readonly path: string;
}

/** Takes a message and answers with one. */
export interface MessageRoute extends Place {
  readonly kind: 'message';
  /** What a request may hold: of a path's own parts too. */
  readonly fields: Fields<unknown>;
  /** Characters that a request may hold; those of all others where absent. */
  readonly most?: number;
  answer(tracking: Tracking, request: unknown): Promise<Message>;
}

/** Takes bytes, or answers with some. */
export interface BytesRoute extends Place {
  readonly kind: 'bytes';
  answer(tracking: Tracking, request: BytesRequest): Promise<BytesAnswer>;
}

export type Route = MessageRoute | BytesRoute;

export interface BytesRequest {
  /** What `*` stands for, as it was sent: still encoded. */
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly body: AsyncIterable<Uint8Array>;
}

export type BytesAnswer =
  | { readonly message: Message }
  | { readonly text: string }
  | { readonly page: Page }
  | { readonly file: string; readonly size: number; readonly bytes: AsyncIterable<Uint8Array> };

const API = '/api/2.0/mlflow/';

/** A route of the tracking API; `path` below its prefix. */
export function route<Value>(
  place: `${Method} ${string}`,
  fields: Fields<Value>,
  answer: (tracking: Tracking, request: Value) => Promise<Message>,
  options: Pick<MessageRoute, 'most'> = {},
): MessageRoute {
  const [method, path] = place.split(' ') as [Method, string];
  return {
    kind: 'message',
    fields,
    method,
    path: path.startsWith('/') ? path : `${API}${path}`,
    answer: (tracking, request) => answer(tracking, readFields(fields, request)),
    ...options,
  };
}

/** A route of bytes, by its path from the top. */
export function bytesRoute(place: `${Method} ${string}`, answer: BytesRoute['answer']): BytesRoute {
  const [method, path] = place.split(' ') as [Method, string];
  return { kind: 'bytes', method, path, answer };
}
