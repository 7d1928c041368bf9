/** What networks and servers say, in words. */
import { GitRunError } from '../../run/errors.ts';
import { RemoteError } from '../../run/repository-errors.ts';

const CODES: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'there is no host of that name'],
  ['EAI_AGAIN', 'the name of the host cannot be looked up now'],
  ['ECONNREFUSED', 'nothing listens there'],
  ['ECONNRESET', 'the connection broke off'],
  ['EPIPE', 'the connection broke off'],
  ['ETIMEDOUT', 'the host does not answer'],
  ['EHOSTUNREACH', 'there is no way to the host'],
  ['ENETUNREACH', 'there is no network to the host'],
  ['EPROTO', 'it does not speak TLS there'],
  ['Z_BUF_ERROR', 'the answer breaks off'],
  ['Z_DATA_ERROR', 'the answer does not unpack'],
]);

/** Node's codes for certificates: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE = /CERT|UNABLE_TO_|SELF_SIGNED|ERR_TLS|CRL_|INVALID_CA|HOSTNAME_MISMATCH/;

/** An error of the network as one of ours; one of ours as it is. */
export function explain(shown: string, error: NodeJS.ErrnoException): GitRunError {
  if (error instanceof GitRunError) return error;
  const { code = '', message } = error;
  if (CERTIFICATE.test(code)) {
    const remedy = 'NODE_EXTRA_CA_CERTS=FILE or GIT_SSL_CAINFO=FILE names an authority of your own';
    return new RemoteError(shown, `its TLS certificate is not trusted: ${message}`, remedy, { cause: error });
  }
  return new RemoteError(shown, CODES.get(code) ?? message, undefined, { cause: error });
}

/** What an answer other than 200 means. */
export function failed(shown: string, status: number, hadCredential: boolean): RemoteError {
  switch (status) {
    case 401:
      return new RemoteError(
        shown,
        hadCredential ? 'the user or the password is wrong (401)' : 'it asks for a user and a password (401)',
        'have them in a credential helper of Git, in ~/.netrc, or as https://USER:TOKEN@HOST/…',
      );
    case 403:
      return new RemoteError(
        shown,
        hadCredential ? 'this user may not read it (403)' : 'it may not be read (403)',
      );
    case 404:
    case 410:
      return new RemoteError(
        shown,
        `there is no repository (${status})`,
        'look at the URL; servers say the same of one that you may not see',
      );
    case 429:
      return new RemoteError(shown, 'it was asked too often (429)', 'try again later');
    default:
      return new RemoteError(
        shown,
        status >= 500 ? `the server is in trouble (${status})` : `it answers with ${status}`,
      );
  }
}
