/** Records that are kept one by one, looked over. */
import { idOf } from '../git/object-id.ts';
import type { Ref, Repository } from '../git/repository.ts';
import type { RefCheck } from '../run/check.ts';
import type { RecordKind } from './record-kind.ts';

/** Names those of a kind that are damaged. */
export async function checkRecords(repository: Repository, kind: RecordKind): Promise<RefCheck[]> {
  const hurt: RefCheck[] = [];
  // One by one: there are few, and what cannot be read must not hide the others.
  for (const ref of await repository.refs.list([`${kind.prefix}*`])) {
    const message = await whyNoRecord(repository, kind, ref);
    if (message !== undefined) hurt.push({ ref: ref.name, message });
  }
  return hurt;
}

/** Says what is wrong with the record of a ref; undefined where nothing is. */
export async function whyNoRecord(
  { objects, place }: Pick<Repository, 'objects' | 'place'>,
  kind: RecordKind,
  { name, oid }: Ref,
): Promise<string | undefined> {
  const [record] = await objects.read([`${oid}:${kind.file}`], kind.most).catch(() => []);
  if (record === undefined) return 'its record is missing or cannot be read';
  const isSwapped = idOf(place.objectFormat, 'blob', record.content) !== record.oid;
  return isSwapped ? 'its record has other bytes than its id says' : whyHurt(kind, record.content, name);
}

function whyHurt(kind: RecordKind, content: Buffer, ref: string): string | undefined {
  try {
    const { id } = kind.decode(content, ref);
    return ref === `${kind.prefix}${id}` ? undefined : `it says that it is ${id}`;
  } catch (error) {
    return (error as Error).message;
  }
}
