/** Files full of what looks drawn by chance and is no secret: digests, ids, images, vocabularies. Made up at test time. */
import { drawer } from './secret-corpus.ts';

const HEX = '0123456789abcdef';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const WORD = `${LETTERS.toUpperCase()}${LETTERS}0123456789`;

/** One of each kind, by name, some hundred kB each; other seeds draw others. */
export function plainFiles(seed: number): Readonly<Record<string, string>> {
  const draw = drawer(seed);
  const hex = (length: number) => draw(HEX, length);
  const name = () => `${draw(LETTERS, 6)}-${draw(LETTERS, 5)}`;
  const version = () => `${draw('0123456789', 1)}.${draw('0123456789', 2)}.${draw('0123456789', 1)}`;
  const base64 = (bytes: number) => Buffer.from(hex(bytes * 2), 'hex').toString('base64');
  const uuid = () => [8, 4, 4, 4, 12].map(hex).join('-');
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, at) => line(at)).join('');
  return {
    'package-lock.json': JSON.stringify({
      packages: Object.fromEntries(
        Array.from({ length: 900 }, () => [
          `node_modules/${name()}-token`,
          {
            version: version(),
            resolved: `https://registry.npmjs.org/@auth/${name()}/-/key-${version()}.tgz`,
            integrity: `sha512-${base64(64)}`,
          },
        ]),
      ),
    }),
    'yarn.lock': many(
      900,
      () => `"@${name()}@npm:^${version()}":\n  checksum: 10c0/${hex(128)}\n  linkType: hard\n\n`,
    ),
    'pnpm-lock.yaml': many(
      900,
      () => `  /${name()}-password@${version()}:\n    resolution: {integrity: sha512-${base64(64)}}\n`,
    ),
    'uv.lock': many(
      600,
      () =>
        `[[package]]\nname = "keyring-token"\nsource = { git = "https://github.com/wandb/wandb?rev=${hex(40)}#${hex(40)}" }\n` +
        `wheels = [{ url = "https://files.pythonhosted.org/packages/${hex(2)}/${hex(2)}/${hex(60)}/secret_key-1.0-py3-none-any.whl", hash = "sha256:${hex(64)}", size = 12345 }]\n`,
    ),
    'poetry.lock':
      many(900, () => `    {file = "secret_token-1.0-py3-none-any.whl", hash = "sha256:${hex(64)}"},\n`) +
      `[metadata]\ncontent-hash = "${hex(64)}"\n`,
    'Cargo.lock': many(
      900,
      () =>
        `[[package]]\nname = "${name()}-secret"\nversion = "${version()}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${hex(64)}"\n\n`,
    ),
    'go.sum': many(900, () => `github.com/${name()}/oauth2 v${version()} h1:${base64(32)}\n`),
    'requirements.txt': many(900, () => `kaggle==1.6.17 --hash=sha256:${hex(64)} --hash=md5:${hex(32)}\n`),
    'conda-lock.yml': many(
      600,
      () =>
        `- name: ${name()}\n  url: https://conda.anaconda.org/conda-forge/${name()}.conda\n  hash:\n    md5: ${hex(32)}\n    sha256: ${hex(64)}\n`,
    ),
    'notebook.ipynb': JSON.stringify({
      cells: Array.from({ length: 12 }, (_, at) => ({
        cell_type: 'code',
        id: uuid(),
        metadata: { token: null, ExecuteTime: { end_time: '2026-01-02T03:04:05.678901Z' } },
        outputs: [
          { data: { 'image/png': `iVBORw0KGgo${base64(20_000)}`, 'text/plain': [`<Figure ${at}>`] } },
        ],
        source: [
          'from huggingface_hub import login\n',
          'api_key = os.environ["WANDB_API_KEY"]\n',
          'token = getpass()\n',
        ],
      })),
      metadata: {
        kernelspec: { name: 'python3' },
        widgets: { state: { [hex(32)]: { model_name: 'HTMLModel' } } },
      },
    }),
    'config.json': JSON.stringify({
      architectures: ['LlamaForCausalLM'],
      bos_token: '<s>',
      eos_token: '<|endoftext_0123456789|>',
      eos_token_id: [128_001, 128_008],
      pad_token: '<|finetune_right_pad_id|>',
      _commit_hash: hex(40),
      _name_or_path: `/root/.cache/huggingface/hub/models--org--m/snapshots/${hex(40)}`,
      auto_map: { AutoModel: 'org/model-v2--modeling_1.Model' },
      auth: 'oauth2',
      use_auth_token: false,
    }),
    'adapter_config.json': JSON.stringify({
      target_modules: ['q_proj', 'k_proj'],
      key_proj: 'k2_proj',
      revision: hex(40),
    }),
    'tokenizer.json': JSON.stringify({
      added_tokens: Array.from({ length: 400 }, (_, id) => ({
        id,
        token: `<|reserved_special_token_${id}|>`,
      })),
      model: {
        vocab: Object.fromEntries([
          ...Array.from({ length: 20_000 }, (_, id) => [draw(WORD, 2 + (id % 9)), id]),
          ...['token', 'password', 'secret', 'key', 'api_key', 'Ġpassword', '▁secret'].map((word, id) => [
            word,
            id,
          ]),
        ]),
        merges: Array.from({ length: 9000 }, () => `${draw(LETTERS, 2)} ${draw(LETTERS, 3)}`),
      },
    }),
    'model.safetensors.index.json': JSON.stringify({
      weight_map: Object.fromEntries(
        Array.from({ length: 900 }, (_, at) => [
          `model.layers.${at}.self_attn.key.weight`,
          `model-${`${at}`.padStart(5, '0')}-of-00900.safetensors`,
        ]),
      ),
    }),
    'params.yaml': many(
      200,
      at =>
        `layer${at}:\n  key: attn_${at}.k_proj\n  init_seed: ${draw('0123456789', 9)}\n  run_id: ${hex(32)}\n`,
    ),
    'data.dvc': many(300, () => `- md5: ${hex(32)}.dir\n  size: 123\n  path: secrets-${hex(6)}\n`),
    'events.ndjson': many(
      1500,
      () => `{"run":"${hex(32)}","sha1":"${hex(40)}","key":"loss/train","value":0.1234567}\n`,
    ),
    'wandb-metadata.json': JSON.stringify({
      host: 'gpu1',
      git: { remote: 'git@github.com:a/b.git', commit: hex(40) },
      writerId: draw(WORD, 22),
      id: draw(LETTERS, 8),
    }),
    'train.log': many(
      900,
      at =>
        `${uuid()} step ${at} tokens/s ${draw('0123456789', 5)} checkpoint s3://bucket/${hex(32)}/model.pt etag "${hex(32)}"\n`,
    ),
  };
}
