/** The experiments' records, looked over. */
import { idOf } from '../git/object-id.ts';
import type { Repository } from '../git/repository.ts';
import type { RefCheck } from '../run/check.ts';
import { EXPERIMENTS } from '../run/run-ref.ts';
import { decodeExperiment } from './decode.ts';

/** Names the experiments whose record is damaged: their runs show the name of then. */
export async function checkExperiments({ refs, objects, place }: Repository): Promise<RefCheck[]> {
  const found = await refs.list([`${EXPERIMENTS}*`]);
  const hurt: RefCheck[] = [];
  for (const { name: ref, oid } of found) {
    // One by one: there are few, and what cannot be read must not hide the others.
    const [record] = await objects.read([`${oid}:experiment.json`]).catch(() => []);
    const message =
      record === undefined ? 'its record is missing or cannot be read' : whyHurt(record.content, ref);
    const isSwapped = record !== undefined && idOf(place.objectFormat, 'blob', record.content) !== record.oid;
    if (isSwapped) hurt.push({ ref, message: 'its record has other bytes than its id says' });
    else if (message !== undefined) hurt.push({ ref, message });
  }
  return hurt;
}

function whyHurt(content: Buffer, ref: string): string | undefined {
  try {
    const { id } = decodeExperiment(content, ref);
    return ref === `${EXPERIMENTS}${id}` ? undefined : `it says that it is ${id}`;
  } catch (error) {
    return (error as Error).message;
  }
}
