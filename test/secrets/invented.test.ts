import t from 'tap';
import { looksInvented } from '../../src/secrets/invented.ts';
import { drawer } from '../support/secret-corpus.ts';

t.test('what manuals and templates put in a secret’s place is not taken for one', async t => {
  const invented = [
    ...['your-api-key', 'YOUR_HF_TOKEN', 'my_secret_key', '<token>', `\${TOKEN}`, '{api_key}', '%PASSWORD%'],
    ...['$DB_PASSWORD', 'xxxxxxxxxxxx', '************', 'changeme', 'change-me', 'hf_example', 'aaaaaaaaaa'],
    ...[
      'password',
      'password123',
      'Secret!',
      'test_token',
      'postgres',
      '1234567890',
      'getenv("X")',
      'sk-...',
    ],
    ...['AKIAIOSFODNN7EXAMPLE', 'fake-token-1', 'insert_key_here'],
  ];
  for (const text of invented) t.ok(looksInvented(text), text);
});

t.test('what is drawn by chance is not taken for a placeholder', async t => {
  const draw = drawer(3);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const drawn = Array.from({ length: 2000 }, () => draw(alphabet, 60));
  t.same(drawn.filter(looksInvented), []);
  for (const password of ['hunter22', 'Tr0ub4dor&3', 'correct-horse-9'])
    t.notOk(looksInvented(password), password);
});
