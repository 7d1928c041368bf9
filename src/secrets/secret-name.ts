/** Names that say of their value that it is a secret. */

/** Bare `key` is not among them: it is a column more often. */
const SECRET_NAME =
  /(?:password|passwd|passphrase|(?:^|[-_.])(?:pwd|secret|token|auth|authorization|credentials?)|(?:api|access|account|auth|private|secret|signing|subscription|encryption)[-_]?key)$/i;

/** Tokens of a text model are no secrets, and working directories are none either. */
const HARMLESS_NAME =
  /^no[-_]|(?:^|[-_.])(?:pad|eos|bos|unk|mask|sep|cls|stop|start|end|image|special|decoder)[-_]token$|^(?:old)?pwd$/i;

/** Whether a name is one whose value is a secret: `api_key`, `DB_PASSWORD`, `authToken`. */
export function isSecretName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return SECRET_NAME.test(words) && !HARMLESS_NAME.test(words);
}
