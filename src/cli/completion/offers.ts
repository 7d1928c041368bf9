/** Offers for each kind of value. */
import type { Completes } from '../command.ts';
import type { Answer, Offer } from './answer.ts';
import type { Known } from './known.ts';
import type { Line } from './place.ts';

/** Offers what a value may be, of which a part has been typed. */
export async function offerValues(
  known: Known,
  completes: Completes | undefined,
  word: string,
  line: Line,
): Promise<Answer> {
  if (completes === undefined) return { keep: 0, offers: [] };
  if (typeof completes !== 'string') return whole(completes.map(value => ({ value })));
  switch (completes) {
    case 'file':
      return { keep: 0, offers: [], shell: 'files' };
    case 'directory':
      return { keep: 0, offers: [], shell: 'directories' };
    case 'command':
      return { keep: 0, offers: [] };
    case 'remote':
      return whole((await known.remotes()).map(value => ({ value })));
    case 'experiment':
    case 'removed experiment':
      return whole(await experiments(known, completes === 'removed experiment'));
    case 'run':
    case 'live run':
    case 'trashed run':
      return whole(await (await import('./offer-runs.ts')).offerRuns(known, word, completes, line.args));
    case 'artifact':
      return (await import('./offer-runs.ts')).offerArtifacts(known, word);
    default:
      return offerNames(known, completes, word);
  }
}

type NameKind = Extract<
  Completes,
  'key' | 'keys' | 'sort' | 'figures' | 'filter' | `${'metric' | 'param' | 'tag'}${'' | '='}`
>;

async function offerNames(known: Known, completes: NameKind, word: string): Promise<Answer> {
  const keys = await import('./offer-keys.ts');
  switch (completes) {
    case 'key':
      return keys.offerKeys(known, word);
    case 'keys':
      return keys.offerKeys(known, word, ',');
    case 'sort':
      return keys.offerSort(known, word);
    case 'figures':
      return keys.offerFigures(known, word);
    case 'filter':
      return keys.offerFilter(known, word);
    case 'metric':
    case 'tag':
      return whole((await keys.namesOf(known, completes)).map(value => ({ value })));
    default: {
      const kind = completes.slice(0, -1) as 'metric' | 'param' | 'tag';
      const equals = word.indexOf('=') + 1;
      if (equals === 0)
        return whole((await keys.namesOf(known, kind)).map(key => ({ value: `${key}=`, open: true })));
      const values = await keys.valuesOf(known, kind, word.slice(0, equals - 1));
      return { keep: equals, offers: values.map(value => ({ value })) };
    }
  }
}

async function experiments(known: Known, removed: boolean): Promise<Offer[]> {
  const found = (await known.experiments()).filter(experiment => experiment.removed === removed);
  return found.map(({ name, description }) => ({ value: name, ...(description && { about: description }) }));
}

function whole(offers: readonly Offer[]): Answer {
  return { keep: 0, offers };
}
