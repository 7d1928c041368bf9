/**
 * Where a version of a registered model may be among the artifacts of runs, by what MLflow says of it. Its texts are only
 * compared with what runs have: nothing is ever read from where they lead. Pure.
 */
import { decodeOnce } from '../mlflow/artifact-path.ts';
import type { VersionPlace } from './mlflow-registered.ts';

/** A place that was named; whether it is there has to be looked up. */
export interface NamedPlace {
  /** MLflow's id of the run. */
  readonly run: string;
  /** MLflow's id of a logged model of the run, within whose files it is. */
  readonly model?: string;
  /** Empty is the top. Of a run it may be the name of one of its logged models, too. */
  readonly path: string;
}

/** All that a version names, the likeliest first. */
export function placesOf({ stored, source, run, model }: VersionPlace): NamedPlace[] {
  const named = [stored, source].flatMap(text => (text === undefined ? [] : placesIn(text, run)));
  const own = run === undefined || model === undefined ? [] : [{ run, model, path: '' }];
  return [...named, ...own];
}

function placesIn(text: string, run: string | undefined): NamedPlace[] {
  const [, scheme = '', rest = ''] = /^(runs|models):\/+(.*)$/s.exec(text) ?? [];
  if (scheme === 'runs') {
    const [, named = '', path = ''] = /^([^/]+)\/?(.*)$/s.exec(rest) ?? [];
    return [{ run: named, path: trimmed(path) }];
  }
  if (scheme === 'models') return run !== undefined && isModel(rest) ? [{ run, model: rest, path: '' }] : [];
  // Wherever a store has been moved to, artifacts lie below their run, or their model.
  const path = text.startsWith('file:') ? decodeOnce(text) : text;
  return [...path.matchAll(/\/(?:(models)\/)?([^/]+)\/artifacts(?=\/|$)/g)].flatMap(found => {
    const [whole, models, id = ''] = found;
    const below = trimmed(path.slice(found.index + whole.length + 1));
    if (models === undefined) return [{ run: id, path: below }];
    return run === undefined ? [] : [{ run, model: id, path: below }];
  });
}

function isModel(text: string): boolean {
  return /^m-\w+$/.test(text);
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '');
}
