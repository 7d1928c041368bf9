import t from 'tap';
import { signature } from '../../src/git/signature.ts';

t.test('who and when stand in a line, whatever the name', async t => {
  t.equal(signature({ name: 'Ada', email: 'ada@example.com' }, 1.9), 'Ada <ada@example.com> 1 +0000');
  t.equal(signature({ name: ' Zoë\n<z> ', email: '<a>\0' }, 0), 'Zoëz <a> 0 +0000');
});
