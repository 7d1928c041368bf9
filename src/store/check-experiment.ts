/** The experiments' records, looked over. */
import { idOf } from '../git/object-id.ts';
import type { Ref, Repository } from '../git/repository.ts';
import type { RefCheck } from '../run/check.ts';
import { EXPERIMENTS } from '../run/run-ref.ts';
import { decodeExperiment } from './decode.ts';
import { MOST } from './limits.ts';

/** Names the experiments whose record is damaged: their runs show the name of then. */
export async function checkExperiments(repository: Repository): Promise<RefCheck[]> {
  const hurt: RefCheck[] = [];
  // One by one: there are few, and what cannot be read must not hide the others.
  for (const ref of await repository.refs.list([`${EXPERIMENTS}*`])) {
    const message = await whyNoExperiment(repository, ref);
    if (message !== undefined) hurt.push({ ref: ref.name, message });
  }
  return hurt;
}

/** Says what is wrong with the experiment of a ref; undefined where nothing is. */
export async function whyNoExperiment(
  { objects, place }: Pick<Repository, 'objects' | 'place'>,
  { name, oid }: Ref,
): Promise<string | undefined> {
  const [record] = await objects.read([`${oid}:experiment.json`], MOST.experiment).catch(() => []);
  if (record === undefined) return 'its record is missing or cannot be read';
  const isSwapped = idOf(place.objectFormat, 'blob', record.content) !== record.oid;
  return isSwapped ? 'its record has other bytes than its id says' : whyHurt(record.content, name);
}

function whyHurt(content: Buffer, ref: string): string | undefined {
  try {
    const { id } = decodeExperiment(content, ref);
    return ref === `${EXPERIMENTS}${id}` ? undefined : `it says that it is ${id}`;
  } catch (error) {
    return (error as Error).message;
  }
}
