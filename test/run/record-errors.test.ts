import t from 'tap';
import { RecordFullError } from '../../src/run/record-errors.ts';

t.test('what is full is named, with how much there may be', async t => {
  t.match(new RecordFullError("experiment 'a'", 11, 10), {
    code: 'record-full',
    message: /^experiment 'a' holds too much: .* 11 bytes, of 10/,
  });
});
