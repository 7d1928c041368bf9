import t from 'tap';
import { isSecretName } from '../../src/secrets/secret-name.ts';

t.test('a secret’s name is one in any spelling', async t => {
  const names = [
    ...['api_key', 'DB_PASSWORD', 'hf.token', 'Secret', 'x-auth', 'CREDENTIALS', 'dbpassword'],
    ...['apiKey', 'authToken', '_authToken', 'AZURE_OPENAI_API_KEY', 'account-key', 'clientSecret'],
  ];
  for (const name of names) t.ok(isSecretName(name), name);
});

t.test('names of a text model, of columns and of folders are no secrets', async t => {
  const names = ['tokenizer', 'max_tokens', 'key', 'author', 'pwd', 'pad_token', 'padToken', 'no_auth', ''];
  for (const name of names) t.notOk(isSecretName(name), name);
});
