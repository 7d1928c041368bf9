/** The door to what remotes have of large contents. */
import type { Transfer } from '../remotes.ts';
import type { Content } from './pointer.ts';

/**
 * `remote` is the name of a remote, a URL or a path, as of `git push`. Progress is told in bytes. Each throws
 * GitLfsMissingError, and RemoteError where the remote does not take or give all of them: what has arrived stays there,
 * and is not sent again. Nothing of the user's configuration is written, and `git lfs install` is not needed.
 */
export interface LargeFiles {
  /**
   * Sends contents that are here; each is read first, so that nothing damaged is sent. They are there, and the server has
   * said so, when it returns. Throws ContentMissingError, DigestMismatchError.
   */
  send(remote: string, contents: readonly Content[], how?: Transfer): Promise<void>;
  /** Brings contents that are not here; what arrives is read before it counts. Throws DigestMismatchError. */
  fetch(remote: string, contents: readonly Content[], how?: Transfer): Promise<void>;
}
