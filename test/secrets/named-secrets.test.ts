import t from 'tap';
import { namedSecrets } from '../../src/secrets/named-secrets.ts';

const KEY = `k7${'aB3x'}Q9${'zR5t'}W2${'mN8v'}`;

t.test('a value is found by the name before it', async t => {
  const texts: [string, string, string][] = [
    [`DB_PASSWORD=hunter22`, 'password', 'hunter22'],
    [`export PGPASSWORD=hunter22; psql`, 'password', 'hunter22'],
    [`  password: ${KEY}\n`, 'password', KEY],
    [`{"userPassword": "hunter22"}`, 'password', 'hunter22'],
    [`login(password = r'hunter22')`, 'password', 'hunter22'],
    [`password: str = "hunter22"`, 'password', 'hunter22'],
    [`if passwd == "hunter22":`, 'password', 'hunter22'],
    [`passphrase := "hunter22!"`, 'password', 'hunter22!'],
    [`:api_key => '${KEY}'`, 'secret-value', KEY],
    [`api_key = ${KEY} # mine`, 'secret-value', KEY],
    [`x["api-key"] = "${KEY}"`, 'secret-value', KEY],
    [`"clientSecret": "${KEY}"`, 'secret-value', KEY],
    [`"source": ["token = \\"${KEY}\\"\\n"]`, 'secret-value', KEY],
    [`os.environ.setdefault("HF_TOKEN", "${KEY}")`, 'secret-value', KEY],
    [`prog --password hunter22 x`, 'command-line-secret', 'hunter22'],
    [`prog --api-key=${KEY}`, 'command-line-secret', KEY],
    [`prog --token "${KEY}"`, 'command-line-secret', KEY],
  ];
  for (const [text, rule, secret] of texts) {
    const found = namedSecrets(text).map(({ rule, start, end }) => [rule, text.slice(start, end)]);
    t.same(found, [[rule, secret]], text);
  }
});

t.test('names alone make no secret', async t => {
  const texts = [
    'password = getpass.getpass()',
    'password = config.password',
    'password = settings.db2.password1x',
    'token = os.environ["HF_TOKEN"]',
    `PASSWORD=$1 TOKEN=$(cat f) SECRET=\${X}`,
    'TOKEN=tokenizer.pad_token_id',
    'def f(token: str = None, password: Optional[str] = None):',
    'self.token = token; api_key=api_key, password=password2',
    '"password": "Passwort", "token": "access_token", "auth": "oauth2"',
    '"eos_token": "<|endoftext|>", "pad_token": "<pad_001>", "unk_token": "[UNK_12345]"',
    '"eos_token": "a1b2c3d4e5f6g7h8i9j0"',
    'max_tokens: 4096\ntoken: 12345678901234567890\n',
    'key = "a1b2c3d4e5f6g7h8i9j0"',
    '"secret": "my-app-secret-v2-prod-2024"',
    'secret_token = "/var/run/secrets/kubernetes.io/serviceaccount/v1"',
    'token = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
    'prog --max-token 512 --tokenizer bert1234567890abc --token-type b1p2e3x4y5z6w7',
    'prog --password --host db1234',
    'auth="basic"; token.decode("utf-8"); the password is Hunter22',
    'tokens: a1b2c3d4e5f6g7h8i9j0',
  ];
  for (const text of texts) t.same(namedSecrets(text), [], text);
});
