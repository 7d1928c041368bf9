import t from 'tap';
import { explain, failed } from '../../../src/git/remote/network-errors.ts';
import { RemoteError } from '../../../src/run/repository-errors.ts';

const of = (code: string, message = code) => Object.assign(new Error(message), { code });

t.test('what a network says is said in words, with the remote', async t => {
  t.equal(explain('http://h', of('ENOTFOUND')).message, 'http://h: there is no host of that name');
  t.match(explain('http://h', of('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate')), {
    message: 'http://h: its TLS certificate is not trusted: self-signed certificate',
    data: { remedy: /NODE_EXTRA_CA_CERTS/ },
  });
  t.equal(explain('http://h', of('EODD', 'odd')).message, 'http://h: odd');
  const own = new RemoteError('http://h', 'why');
  t.equal(explain('http://h', own), own);
});

t.test('what a server says is said in words', async t => {
  t.match(failed('h', 401, false), { message: 'h: it asks for a user', data: { remedy: /helper/ } });
  t.match(failed('h', 401, true), { message: 'the password is wrong' });
  t.match(failed('h', 403, true), { message: 'this user may not read it' });
  t.match(failed('h', 404, false), { message: 'there is no repository' });
  t.match(failed('h', 429, false), { message: 'too often' });
  t.match(failed('h', 503, false), { message: 'in trouble (503)' });
  t.match(failed('h', 418, false), { message: 'answers with 418' });
});
