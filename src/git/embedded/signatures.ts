/** Without the git program no signature can be judged; that there is one is told. */
import type { Objects, Place } from '../repository.ts';
import { isSigned, type Signatures, UNVERIFIABLE } from '../signing.ts';

export function embeddedSignatures(
  objects: Pick<Objects, 'read'>,
  { objectFormat }: Pick<Place, 'objectFormat'>,
): Signatures {
  return {
    async verify(commits) {
      const found = await objects.read(commits);
      return found.map(object => (isSigned(object?.content, objectFormat) ? UNVERIFIABLE : undefined));
    },
  };
}
