import t from 'tap';
import { ModelExistsError, RecordFullError } from '../../src/run/record-errors.ts';

t.test('a name that is taken is named', async t => {
  t.match(new ModelExistsError('iris'), { code: 'model-exists', message: /'iris'/ });
});

t.test('what is full is named, with how much there may be', async t => {
  t.match(new RecordFullError("experiment 'a'", 11, 10), {
    code: 'record-full',
    message: /^experiment 'a' holds too much: .* 11 bytes, of 10/,
  });
});
