/**
 * Secrets that secretlint's preset knows, in the forms and places of its own patterns, made up at test time from parts
 * like those of `secret-corpus.ts`.
 */
import { drawer } from './secret-corpus.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const WORD = LETTERS + DIGITS;

export interface KnownSecret {
  /** The last word of the name of secretlint's rule. */
  readonly rule: string;
  /** It goes by names too. */
  readonly path: string;
  readonly text: string;
}

/** One of every kind in every place; other seeds draw others. */
export function knownSecrets(seed: number): KnownSecret[] {
  const draw = drawer(seed);
  const word = (length: number) => draw(WORD, length);
  const wide = (length: number) => draw(`${WORD}_`, length);
  const url64 = (length: number) => draw(`${WORD}_-`, length);
  const base64 = (length: number) => draw(`${WORD}+/`, length);
  const between = (least: number, most: number) =>
    least + (Number.parseInt(draw(DIGITS, 4), 10) % (most - least + 1));
  const known: KnownSecret[] = [];
  const plant = (rule: string, secret: string, path = 'train.py') => {
    for (const place of PLACES) known.push({ rule, path, text: place(secret) });
  };
  const write = (rule: string, text: string, path = 'train.py') => known.push({ rule, path, text });

  for (const place of AWS_PLACES) write('aws', place(`${draw(`${WORD}+/`, 39)}${word(1)}`));
  for (const header of ['PRIVATE KEY', 'RSA PRIVATE KEY']) {
    const key = `-----BEGIN ${header}-----\nMIIE${base64(200)}\n-----END ${header}-----\n`;
    write(
      'gcp',
      JSON.stringify({ private_key_id: draw('0123456789abcdef', 40), private_key: key }),
      'key.json',
    );
  }
  for (const header of ['', 'RSA ', 'DSA ', 'EC ', 'OPENSSH ']) {
    const start = header === 'OPENSSH ' ? 'b3BlbnNzaC1rZXktdjE' : 'MII';
    const [first, second] = [start + base64(61), base64(64)];
    const [begin, end] = [`-----BEGIN ${header}PRIVATE KEY-----`, `-----END ${header}PRIVATE KEY-----`];
    for (const line of ['\n', '\\n', ' ', '\n    ', ''])
      write('privatekey', [begin, first, second, end].join(line));
    write('privatekey', `KEY="${[begin, first, second, end].join('\\n')}"`);
  }
  plant('npm', `npm_${word(36)}`);
  plant('npm', `npm_${wide(36)}`);
  write('npm', `//registry.npmjs.org/:_authToken=${wide(36)}\n`, '.npmrc');
  write('npm', `//npm.pkg.github.com/:_authToken=${word(20)}\n`, '.npmrc');
  write(
    'npm',
    `//npm.lab.org/:_authToken=${[8, 4, 4, 12].map(n => draw('0123456789abcdef', n)).join('-')}\n`,
    '.npmrc',
  );
  write('npm', `{"a": "git+https://${word(40)}:x-oauth-basic@github.com/a/b.git"}`, 'package.json');
  for (const prefix of ['xoxb', 'xoxp', 'xoxa', 'xoxo', 'xoxr'])
    plant('slack', `${prefix}-${draw(DIGITS, between(10, 13))}-${draw(DIGITS, between(10, 13))}-${word(24)}`);
  plant(
    'slack',
    `xoxp-${draw(DIGITS, 12)}-${draw(DIGITS, 12)}-${draw(DIGITS, 13)}-${draw('0123456789abcdef', 32)}`,
  );
  plant('slack', `xapp-1-A${draw(DIGITS, 10)}-${draw(DIGITS, 13)}-${draw('0123456789abcdef', 40)}`);
  const hook = `${'services'}/T${word(between(8, 10))}/B${word(between(8, 11))}/${word(24)}`;
  plant('slack', `https://hooks.slack.com/${hook}`);
  for (const scheme of ['http', 'https', 'ftp', 'ftps'])
    plant('basicauth', `${scheme}://ada_${word(3)}:${url64(between(6, 40))}@lab-${draw(DIGITS, 2)}.org/x`);
  for (const kind of ['proj', 'svcacct', 'admin'])
    for (const length of [74, 58])
      plant('openai', `sk-${kind}-${url64(length)}T3BlbkFJ${url64(length - 1)}${word(1)}`);
  plant('openai', `sk-${word(20)}T3BlbkFJ${word(20)}`);
  plant('anthropic', `sk-ant-api0${draw(DIGITS, 1)}-${url64(between(90, 128))}AA`);
  plant('linear', `lin_api_${word(40)}`);
  plant('linear', `lin_api_${wide(between(32, 128))}`);
  plant('sendgrid', `SG.${wide(22)}.${wide(20)}-${wide(22)}`);
  plant('sendgrid', `SG.${wide(22)}.${wide(43)}`);
  for (const prefix of ['shppa', 'shpca', 'shpat', 'shpss'])
    plant('shopify', `${prefix}_${draw('0123456789abcdef', 32)}`);
  plant('shopify', `shpat_${word(between(32, 64))}`);
  for (const prefix of ['ghp', 'gho', 'ghu', 'ghs', 'ghr']) {
    plant('github', `${prefix}_${word(36)}`);
    plant('github', `${prefix}_${wide(36)}`);
  }
  plant('github', `github_${'pat'}_${word(22)}_${word(59)}`);
  plant('github', `github_${'pat'}_${wide(82)}`);
  const account = {
    signInAddress: 'my.1password.com',
    userAuth: { method: 'SRPg-4096' },
    email: word(20),
    srpX: word(64),
  };
  // Theirs end in `fQ==`, which is a `}` by itself in base64: three bytes make a group.
  const body = JSON.stringify(account).slice(0, -1);
  const text = `${body.padEnd(Math.ceil(body.length / 3) * 3)}}`;
  plant('1password', `ops_${Buffer.from(text).toString('base64')}`);
  for (const scheme of [
    'mongodb',
    'mongodb+srv',
    'mysql',
    'mysqlx',
    'jdbc:mysql',
    'postgres',
    'postgresql',
  ]) {
    plant(
      'database-connection-string',
      `${scheme}://ada:${word(between(6, 30))}@db.lab.org:27017/runs?ssl=true`,
    );
    plant(
      'database-connection-string',
      `${scheme}://a.b${word(2)}:${draw(PASSWORD, between(8, 30))}@10.0.0.7/runs`,
    );
  }
  return known;
}

/** What generators of passwords draw from, but for what ends a URL or a string. */
const PASSWORD = `${WORD}!#$%^&*()-_=+.,;?~`;

const PLACES: readonly ((secret: string) => string)[] = [
  secret => `token = "${secret}"\n`,
  secret => `export TOKEN='${secret}'\n`,
  secret => `TOKEN=${secret}\n`,
  secret => `- ${secret}\n`,
  secret => `{"source": ["login(\\"${secret}\\")\\n"]}`,
  secret => `old_${secret}`,
  secret => `1${secret} 2`,
  secret => `(${secret})`,
  secret => `é ${secret}`,
];

const AWS_PLACES: readonly ((secret: string) => string)[] = [
  secret => `AWS_SECRET_ACCESS_KEY=${secret}\n`,
  secret => `aws_secret_access_key = ${secret}\n`,
  secret => `AWS_SECRET_ACCESS_KEY: "${secret}"\n`,
  secret => `"SecretAccessKey": "${secret}"`,
  secret => `secretAccessKey: '${secret}'`,
  secret => `aws_SecretAccessKey => ${secret} `,
  secret => `SECRET_ACCESS_KEY="${secret}"`,
  secret => `Secret_Access_Key\n  = ${secret};`,
  secret => `boto3.client("s3", aws_secret_access_key="${secret}")`,
  secret => `AWSSecretAccessKey:${secret}`,
  secret => `secret_accessKey=${secret}\n`,
];
