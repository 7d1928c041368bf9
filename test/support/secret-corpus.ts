/**
 * Secrets to be found, made up at test time from parts: no file of the repository holds one, since the remotes' own
 * scanners would refuse it.
 */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const WORD = LETTERS + DIGITS;
const HEX = '0123456789abcdef';
const BASE64 = `${WORD}+/`;

/** Draws from an alphabet, the same every time: a failing test must fail again. */
export function drawer(seed: number): (alphabet: string, length: number) => string {
  let state = seed >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  return (alphabet, length) =>
    Array.from({ length }, () => alphabet[next() % alphabet.length] as string).join('');
}

export interface Planted {
  readonly kind: string;
  readonly rule: string;
  /** The text as it stands in a file. */
  readonly text: string;
  readonly secret: string;
}

/** One of every kind; other seeds draw other secrets. */
export function plantedSecrets(seed: number): Planted[] {
  const draw = drawer(seed);
  const word = (length: number) => draw(WORD, length);
  const hex = (length: number) => draw(HEX, length);
  const base64 = (length: number) => draw(BASE64, length);
  const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const planted: Planted[] = [];
  const plant = (kind: string, rule: string, secret: string, text = (s: string) => `x = "${s}"\n`) =>
    planted.push({ kind, rule, secret, text: text(secret) });

  plant('Hugging Face', 'hugging-face-token', `hf_${draw(LETTERS, 34)}`);
  plant('Hugging Face in a notebook', 'hugging-face-token', `hf_${draw(LETTERS, 34)}`, s =>
    JSON.stringify({ source: [`login(token="${s}")\n`] }),
  );
  plant('Hugging Face organisation', 'hugging-face-token', `api_org_${draw(LETTERS, 34)}`);
  plant('W&B, old', 'wandb-api-key', hex(40), s => `wandb.login(key="${s}")`);
  plant('W&B, old, variable', 'wandb-api-key', hex(40), s => `export WANDB_API_KEY=${s}\n`);
  plant(
    'W&B, old, .netrc',
    'wandb-api-key',
    hex(40),
    s => `machine api.wandb.ai\n  login user\n  password ${s}\n`,
  );
  plant('W&B', 'wandb-api-key', `wandb_v1_${word(77)}`);
  plant('Kaggle', 'kaggle-api-key', hex(32), s => `{"username":"ada","key":"${s}"}`);
  plant('Kaggle, variable', 'kaggle-api-key', hex(32), s => `os.environ['KAGGLE_KEY'] = '${s}'`);
  plant('Kaggle, new', 'kaggle-api-key', `KGAT_${hex(32)}`);
  const neptune = { api_address: 'https://app.neptune.ai', api_url: 'https://x', api_key: hex(36) };
  plant('Neptune', 'neptune-api-token', Buffer.from(JSON.stringify(neptune)).toString('base64'));
  plant('Comet', 'secret-value', word(25), s => `COMET_API_KEY=${s}\n`);
  for (const prefix of ['ghp', 'gho', 'ghu', 'ghs', 'ghr'])
    plant(`GitHub ${prefix}`, 'github-token', `${prefix}_${word(36)}`);
  plant('GitHub, fine-grained', 'github-token', `github_${'pat'}_${word(22)}_${word(59)}`);
  plant('GitLab', 'gitlab-token', `glpat-${word(20)}`);
  plant('GitLab, routable', 'gitlab-token', `glpat-${word(27)}.01.${word(9)}`);
  plant('GitLab runner', 'gitlab-token', `glrt-${word(20)}`);
  plant('AWS key id', 'aws-access-key-id', `AKIA${draw('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`);
  plant('AWS secret key', 'aws-secret-key', base64(40), s => `aws_secret_access_key = ${s}\n`);
  plant('AWS secret key, quoted', 'aws-secret-key', base64(40), s => `AWS_SECRET_ACCESS_KEY="${s}"`);
  plant('AWS secret key, SDK', 'aws-secret-key', `/${base64(39)}`, s => `"SecretAccessKey": "${s}"`);
  plant('Google API key', 'google-api-key', `AIza${draw(`${WORD}-_`, 35)}`, s => `key=${s}\n`);
  plant('Google client secret', 'google-api-key', `GOCSPX-${word(28)}`);
  plant(
    'Google service account',
    'private-key',
    `${base64(64)}\\n${base64(64)}\\n`,
    s => `{"private_key": "-----BEGIN ${'PRIVATE'} KEY-----\\n${s}-----END ${'PRIVATE'} KEY-----\\n"}`,
  );
  plant(
    'Azure storage key',
    'azure-key',
    `${base64(86)}==`,
    s => `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${s};EndpointSuffix=core.windows.net`,
  );
  plant('Azure OpenAI key', 'secret-value', hex(32), s => `AZURE_OPENAI_API_KEY = "${s}"`);
  plant(
    'Azure client secret',
    'azure-client-secret',
    `Q~${word(31)}`,
    s => `secret: ${word(3)}${draw(DIGITS, 1)}${s}\n`,
  );
  plant('Databricks', 'databricks-token', `dapi${hex(32)}`);
  plant('OpenAI, old', 'openai-api-key', `sk-${word(20)}T3BlbkFJ${word(20)}`);
  plant('OpenAI', 'openai-api-key', `sk-proj-${draw(`${WORD}-_`, 120)}`);
  plant('OpenRouter', 'openai-api-key', `sk-or-v1-${hex(64)}`);
  plant('Anthropic', 'anthropic-api-key', `sk-ant-${'api03'}-${draw(`${WORD}-_`, 93)}AA`);
  plant('Replicate', 'model-service-key', `r8_${word(37)}`);
  plant('Groq', 'model-service-key', `gsk_${word(52)}`);
  plant('NVIDIA', 'model-service-key', `nvapi-${word(64)}`);
  plant('Slack', 'slack-token', `xoxb-${draw(DIGITS, 12)}-${draw(DIGITS, 12)}-${word(24)}`);
  plant(
    'Slack webhook',
    'webhook-url',
    `T${draw(DIGITS, 8)}/B${draw(DIGITS, 8)}/${word(24)}`,
    s => `requests.post("https://hooks.slack.com/${'services'}/${s}")`,
  );
  plant('Telegram', 'telegram-bot-token', `:AA${word(33)}`, s => `bot = "${draw('123456789', 9)}${s}"`);
  plant('npm', 'npm-token', `npm_${word(36)}`, s => `//registry.npmjs.org/:_authToken=${s}\n`);
  plant('PyPI', 'pypi-token', `pypi-AgEIcHlwaS5vcmc${word(120)}`);
  plant('Stripe', 'stripe-key', `sk_${'live'}_${word(24)}`);
  plant('SendGrid', 'service-token', `SG.${word(22)}.${word(43)}`);
  plant('Shopify', 'service-token', `shpat_${hex(32)}`);
  plant('Linear', 'service-token', `lin_api_${word(40)}`);
  plant('1Password', 'service-token', `ops_${json({ email: word(12), srpX: word(90) })}`);
  plant('Docker', 'service-token', `dckr_pat_${word(27)}`);
  plant('Vault', 'service-token', `hvs.${word(90)}`);
  plant('JWT', 'jwt', `${json({ alg: 'HS256', typ: 'JWT' })}.${json({ sub: word(12) })}.${word(43)}`);
  for (const kind of ['RSA ', 'OPENSSH ', 'EC ', ''])
    plant(
      `${kind}key`,
      'private-key',
      `${base64(64)}\n${base64(64)}\n`,
      s => `-----BEGIN ${kind}${'PRIVATE'} KEY-----\n${s}-----END ${kind}${'PRIVATE'} KEY-----\n`,
    );
  plant('Postgres URL', 'url-password', word(12), s => `postgresql://ada:${s}@db.lab.org:5432/runs`);
  plant('Mongo URL', 'url-password', word(12), s => `mongodb+srv://ada:${s}@cluster0.mongodb.net/x`);
  plant('proxy URL', 'url-password', word(12), s => `proxy = http://ada:${s}@10.0.0.1:8080\n`);
  plant('Git URL', 'url-password', word(20), s => `url = https://oauth2:${s}@gitlab.com/a/b.git\n`);
  plant(
    'GitHub in a URL',
    'github-url-token',
    word(40),
    s => `git+https://${s}:x-oauth-basic@github.com/a/b.git`,
  );
  plant('bearer', 'authorization-header', word(32), s => `curl -H "Authorization: Bearer ${s}"`);
  plant('basic', 'authorization-header', base64(24), s => `{'Authorization': 'Basic ${s}'}`);
  plant('password, .env', 'password', `hunter${draw(DIGITS, 2)}`, s => `DB_PASSWORD=${s}\n`);
  plant('password, Python', 'password', `s3cr${draw(DIGITS, 1)}t!`, s => `connect(password="${s}")`);
  plant('password, JSON', 'password', `Tr0ub4dor&${draw(DIGITS, 1)}`, s => `{"dbPassword": "${s}"}`);
  plant('password, YAML', 'password', `k7${word(10)}9x`, s => `db:\n  password: ${s}\n`);
  plant(
    'password, command line',
    'command-line-secret',
    `k7${word(8)}`,
    s => `mysql --password ${s} --host h\n`,
  );
  plant('API key, command line', 'command-line-secret', `k7${word(18)}`, s => `python t.py --api-key=${s}\n`);
  plant('secret, TOML', 'secret-value', `k7${word(30)}`, s => `client_secret = "${s}"\n`);
  plant('API key, notebook', 'secret-value', `k7${word(30)}`, s =>
    JSON.stringify({ source: [`os.environ["SOME_API_KEY"] = "${s}"\n`] }),
  );
  plant(
    'API key, setdefault',
    'secret-value',
    `k7${word(30)}`,
    s => `os.environ.setdefault("X_API_KEY", "${s}")`,
  );
  return planted;
}
