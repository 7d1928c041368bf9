import t from 'tap';
import { limitListing } from '../../src/git/limits.ts';

t.test('a listing ends where there are too many files, or where their names are too long', async t => {
  t.doesNotThrow(() => limitListing('HEAD', 10, { files: 10, bytes: 5120 }));
  t.throws(() => limitListing('HEAD', 10, { files: 11, bytes: 1 }), {
    code: 'too-large',
    message: 'the tree of HEAD is not read: it holds more than 10 files',
  });
  t.throws(() => limitListing('HEAD', 10, { files: 1, bytes: 5121 }), /names of its files have 5121 bytes/);
});
