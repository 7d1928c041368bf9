/** The routes of the endpoint as requests that could be good ones, made of what they declare: a new route is among them. */
import type { MessageRoute, Method, Route } from '../../src/interop/mlflow/route.ts';
import { routes } from '../../src/interop/mlflow/routes.ts';
import type { Sent } from './mlflow-bench.ts';

/** What is sent for a field of a name; a field of any other name is left out. */
export type Samples = Readonly<Record<string, unknown>>;

export interface Place {
  readonly route: Route;
  readonly method: Method;
  /** With something in the place of its parts. */
  readonly path: string;
}

/** A place for each route, and one more where it has two names. */
export function placesOf(samples: Samples, artifact: string): Place[] {
  return routes.flatMap(route => {
    const path = filled(route, samples).replace(
      /\*$/,
      route.path === '/pages/*' ? 'experiments/0' : artifact,
    );
    const more = path.startsWith('/api/') ? [path.replace('/api/', '/ajax-api/')] : [];
    return [path, ...more].map(path => ({ route, method: route.method, path }));
  });
}

/** The path of a route; `changes` are other values for its parts, as they are sent. */
export function filled({ path }: Pick<Route, 'path'>, samples: Samples, changes: Samples = {}): string {
  return path.replace(/:(\w+)/g, (_, name) => String(changes[name] ?? samples[name] ?? 'x'));
}

/** The names of the parts of a path. */
export function partsOf({ path }: Pick<Route, 'path'>): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
}

/** The way to a field in a message: names, and 0 for the first of a list. */
export type FieldPath = readonly (string | 0)[];

interface Schema {
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly wrapped?: Schema;
  readonly item?: Schema;
  readonly pipe?: readonly Schema[];
}

/** All fields of a message, those of messages in it too. */
export function fieldsOf({ fields }: Pick<MessageRoute, 'fields'>): FieldPath[] {
  return below(fields as unknown as Schema, []);
}

function below(schema: Schema, path: FieldPath): FieldPath[] {
  const { entries, isList } = messageIn(schema);
  if (entries === undefined) return isList ? [[...path, 0]] : [];
  const here = isList ? [...path, 0 as const] : path;
  return Object.entries(entries).flatMap(([name, field]) => [
    [...here, name],
    ...below(field, [...here, name]),
  ]);
}

interface Found {
  readonly entries: Schema['entries'];
  readonly isList: boolean;
}

/** What a field wraps: a message, a list of messages, or neither. */
function messageIn({ entries, wrapped, item, pipe = [] }: Schema): Found {
  if (entries !== undefined) return { entries, isList: false };
  if (item !== undefined) return { entries: messageIn(item).entries, isList: true };
  const inner = [...(wrapped === undefined ? [] : [wrapped]), ...pipe.slice(1)].map(messageIn);
  return (
    inner.find(found => found.entries !== undefined || found.isList) ?? { entries: undefined, isList: false }
  );
}

/** A message that could be a good one, but for one field. */
export function messageOf(
  route: MessageRoute,
  samples: Samples,
  at: FieldPath = [],
  value?: unknown,
): Samples {
  const message = {};
  for (const path of fieldsOf(route)) {
    const name = path.findLast(step => step !== 0) as string;
    if (Object.hasOwn(samples, name)) put(message, path, structuredClone(samples[name]));
  }
  if (at.length > 0) put(message, at, structuredClone(value));
  return message;
}

/** A name is the user's: `__proto__` is a member like any other. */
function put(into: object, path: FieldPath, value: unknown): void {
  const [step, ...rest] = path as [string | 0, ...FieldPath];
  const target = into as Record<string | 0, unknown>;
  if (rest.length === 0) {
    target[step] = value;
    return;
  }
  if (typeof target[step] !== 'object' || target[step] === null) target[step] = rest[0] === 0 ? [] : {};
  put(target[step] as object, rest, value);
}

/** The same in a query, whose values are texts: a list is given value by value. */
export function queryOf(message: Samples): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(message))
    for (const one of Array.isArray(value) ? value : [value])
      query.append(name, typeof one === 'string' ? one : JSON.stringify(one));
  return `?${query}`;
}

/** A request, and what is odd about it. */
export interface Knock {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly sent?: Sent;
}

interface Change {
  readonly at: FieldPath;
  readonly value: unknown;
}

/** A good request, but for a change. */
export function knockOf(
  route: MessageRoute,
  samples: Samples,
  what: string,
  { at, value }: Change = NONE,
): Knock {
  const { method } = route;
  const message = messageOf(route, samples, at, value);
  const name = at.length === 1 ? String(at[0]) : '';
  const path = filled(route, samples, partsOf(route).includes(name) ? { [name]: asPart(value) } : {});
  return method === 'GET'
    ? { what, method, path: path + queryOf(message) }
    : { what, method, path, sent: { body: message } };
}

const NONE: Change = { at: [], value: undefined };

/** As it stands in a path; a slash is one. */
function asPart(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(Buffer.from(text).toString()).replaceAll('%2F', '/').slice(0, 5000);
}
