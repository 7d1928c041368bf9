/**
 * Secrets that are known by their own form, wherever they stand; the forms are those their issuers document.
 * These are rules of our own, and no dependency: the known scanner for Node misses what machine learning uses most
 * (Hugging Face, W&B, Kaggle, Neptune, GitLab, JWT, passwords by name, command lines); whatever its preset reports is
 * reported here too, which a test compares.
 */

export interface Rule {
  /** Stable: fingerprints are made of it. */
  readonly id: string;
  /** What was found, for people. */
  readonly title: string;
  /** Where a match begins, literally: all rules' starts are looked for at once. */
  readonly starts: readonly string[];
  /** Sticky, and no part of it unbounded; its group `secret` is the secret, where that is not the whole match. */
  readonly pattern: RegExp;
  /** Who documents the form. */
  readonly source: string;
}

/** All rules; of several that match in one place the first one wins. */
export const RULES: readonly Rule[] = [
  {
    id: 'hugging-face-token',
    title: 'Hugging Face access token',
    starts: ['hf_', 'api_org_'],
    pattern: /\b(?:hf|api_org)_[A-Za-z0-9]{30,64}(?![A-Za-z0-9])/y,
    source: 'https://huggingface.co/docs/hub/security-tokens',
  },
  {
    id: 'wandb-api-key',
    title: 'W&B API key',
    starts: ['wandb', 'WANDB'],
    pattern:
      /\bwandb_v1_\w{60,100}\b|wandb[^\0]{0,80}?(?:key|login|password)\\?["'\])]{0,2}[\s:=,(]{1,8}\\?["']?(?<secret>[0-9a-f]{40})\b/iy,
    source:
      'https://docs.wandb.ai/support/models/articles/why-does-my-api-key-fail-with-must-be-40-characters',
  },
  {
    id: 'kaggle-api-key',
    title: 'Kaggle API key',
    starts: ['KGAT_', 'kaggle', 'KAGGLE', '"username', "'username"],
    pattern:
      /\bKGAT_[0-9a-f]{32}\b|(?:kaggle|["']username)[^\0]{0,80}?key\\?["'\])]{0,2}[\s:=,]{1,8}\\?["']?(?<secret>[0-9a-f]{32})\b/iy,
    source: 'https://www.kaggle.com/docs/api',
  },
  {
    id: 'neptune-api-token',
    title: 'Neptune API token',
    // The token is JSON in base64: this is `{"api_address":`.
    starts: ['eyJhcGlfYWRkcmVzcyI6'],
    pattern: /\beyJhcGlfYWRkcmVzcyI6[\w+/=-]{40,1000}/y,
    source: 'https://docs.neptune.ai/setup/setting_api_token',
  },
  {
    id: 'github-token',
    title: 'GitHub token',
    starts: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    pattern:
      /(?<![A-Za-z])(?:gh[pousr]_(?:[A-Za-z0-9]{36,255}|(?=\w{0,35}\d)\w{36}(?!\w))|github_pat_\w{40,255})/y,
    source:
      'https://github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available',
  },
  {
    id: 'gitlab-token',
    title: 'GitLab token',
    starts: ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glft-', 'glagent-', 'glsoat-'],
    pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|agent|soat)-[\w.-]{20,255}/y,
    source: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  },
  {
    id: 'aws-access-key-id',
    title: 'AWS access key id',
    starts: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: /\bA(?:KI|SI|BI|CC)A[0-9A-Z]{16}\b/y,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  },
  {
    id: 'aws-secret-key',
    title: 'AWS secret access key',
    starts: ['ccess_key', 'ccess_Key', 'ccessKey', 'ccesskey', 'CCESS_KEY', 'CCESSKEY'],
    pattern:
      /(?<=secret_?a)ccess_?key\\?["']?\]?\s{0,4}(?:=>|[:=,])\s{0,4}\\?["']?(?<secret>[A-Za-z0-9/+=]{40})(?![A-Za-z0-9/+=])/iy,
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  },
  {
    id: 'google-api-key',
    title: 'Google API key',
    starts: ['AIza', 'GOCSPX-', 'ya29.'],
    pattern: /\b(?:AIza[\w-]{35}(?![\w-])|GOCSPX-[\w-]{28}|ya29\.[\w-]{30,512})/y,
    source: 'https://cloud.google.com/docs/authentication/api-keys',
  },
  {
    id: 'azure-key',
    title: 'Azure storage key or shared access signature',
    starts: ['AccountKey=', 'SharedAccessKey=', '?sig=', '&sig='],
    pattern:
      /(?:AccountKey=(?<secret>[A-Za-z0-9+/]{86}==)|SharedAccessKey=[A-Za-z0-9+/]{43}=|[?&]sig=[A-Za-z0-9%]{43,80}(?:%3[dD]|=))/y,
    source: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
  },
  {
    id: 'azure-client-secret',
    title: 'Azure client secret',
    starts: ['Q~'],
    pattern: /(?<=(?<![\w~.-])[\w~.]{3}\d)Q~[\w~.-]{31,34}(?![\w~.-])/y,
    source: 'https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials',
  },
  {
    id: 'databricks-token',
    title: 'Databricks access token',
    starts: ['dapi'],
    pattern: /\bdapi[0-9a-f]{32}(?:-\d)?\b/y,
    source: 'https://docs.databricks.com/dev-tools/auth/pat',
  },
  {
    id: 'anthropic-api-key',
    title: 'Anthropic API key',
    starts: ['sk-ant-'],
    pattern: /(?<![A-Za-z])sk-ant-[\w-]{20,200}/y,
    source: 'https://docs.anthropic.com/en/api/overview',
  },
  {
    id: 'openai-api-key',
    title: 'OpenAI API key, or one of its form',
    starts: ['sk-'],
    // Class names in notebooks, `sk-estimator-doc-link`, have more hyphens.
    pattern: /(?<![A-Za-z])sk-(?:(?:proj|svcacct|admin|or-v1)-[\w-]{20,255}|[A-Za-z0-9]{20,128}(?![\w-]))/y,
    source: 'https://platform.openai.com/docs/api-reference/authentication',
  },
  {
    id: 'model-service-key',
    title: 'API key of a model service',
    starts: ['r8_', 'gsk_', 'nvapi-', 'pplx-', 'xai-', 'fw_'],
    pattern:
      /\b(?:r8_[A-Za-z0-9]{37}|gsk_[A-Za-z0-9]{52}|nvapi-[\w-]{60,70}|pplx-[A-Za-z0-9]{48}|xai-[A-Za-z0-9]{70,90}|fw_[A-Za-z0-9]{24})(?![\w-])/y,
    source: 'the keys that Replicate, Groq, NVIDIA, Perplexity, xAI and Fireworks issue',
  },
  {
    id: 'slack-token',
    title: 'Slack token',
    starts: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxe.', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xapp-'],
    pattern: /\b(?:xox[abeoprs][-.]|xapp-)(?=[\w-]{0,80}\d)[\w.-]{10,255}/y,
    source: 'https://api.slack.com/authentication/token-types',
  },
  {
    id: 'webhook-url',
    title: 'Slack or Discord webhook',
    starts: ['hooks.slack.com/', 'discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    pattern:
      /(?:hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[A-Z]\w{7,15}\/[\w/]{20,100})|discord(?:app)?\.com\/api\/webhooks\/\d{16,20}\/[\w-]{60,80})/y,
    source: 'https://api.slack.com/messaging/webhooks, https://discord.com/developers/docs/resources/webhook',
  },
  {
    id: 'telegram-bot-token',
    title: 'Telegram bot token',
    starts: [':AA'],
    pattern: /(?<=(?<!\d)\d{8,10}):AA[\w-]{33}(?![\w-])/y,
    source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
  },
  {
    id: 'npm-token',
    title: 'npm access token',
    starts: ['npm_', '_authToken='],
    // Names of its variables, `npm_config_…`, are in one case.
    pattern:
      /(?<![A-Za-z])npm_(?:[A-Za-z0-9]{36}|(?=\w{0,35}\d)(?=\w{0,35}[A-Z])\w{36})(?!\w)|_authToken=(?<secret>[^\s"'`$<{][^\s"'`]{7,255})/y,
    source: 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format',
  },
  {
    id: 'pypi-token',
    title: 'PyPI token',
    // The macaroon's beginning: `pypi.org` or `test.pypi.org` in base64.
    starts: ['pypi-AgE'],
    pattern: /\bpypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{50,1000}/y,
    source: 'https://pypi.org/help/#apitoken',
  },
  {
    id: 'stripe-key',
    title: 'Stripe key',
    starts: ['sk_live_', 'rk_live_'],
    pattern: /\b[sr]k_live_[A-Za-z0-9]{16,255}/y,
    source: 'https://docs.stripe.com/keys',
  },
  {
    id: 'service-token',
    title: 'Docker, Vault, Grafana, DigitalOcean, SendGrid, Shopify, Linear or 1Password token',
    starts: [
      'dckr_pat_',
      'hvs.',
      'hvb.',
      'glsa_',
      'dop_v1_',
      'SG.',
      'shppa_',
      'shpca_',
      'shpat_',
      'shpss_',
      'lin_api_',
      'ops_ey',
    ],
    pattern:
      /(?<![A-Za-z])(?:dckr_pat_[\w-]{27}|hv[sb]\.[\w-]{24,300}|glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}|dop_v1_[0-9a-f]{64}|SG\.[\w-]{20,24}\.[\w-]{39,50}|shp(?:pa|ca|at|ss)_[A-Za-z0-9]{32,64}(?![A-Za-z0-9])|lin_api_\w{32,128}|ops_ey[\w+/=-]{100,1300})/y,
    source: 'the tokens that these services issue',
  },
  {
    id: 'jwt',
    title: 'JSON Web Token',
    starts: ['eyJ'],
    pattern: /\beyJ[\w-]{8,1000}\.eyJ[\w-]{8,4000}\.[\w-]{8,1000}/y,
    source: 'https://www.rfc-editor.org/rfc/rfc7519#section-3',
  },
  {
    id: 'private-key',
    title: 'private key',
    starts: ['-----BEGIN '],
    // With a line of the key itself: the bare header is in many manuals and programs.
    pattern:
      /-----BEGIN (?:[A-Z0-9]{2,10} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr]|"|',?){0,8}(?:[A-Za-z-]{3,20}: [^\n\\]{1,80}(?:\s|\\[nr]){1,4}){0,3}(?<secret>[A-Za-z0-9+/=]{24,100}[A-Za-z0-9+/=\s\\]{0,10000})/y,
    source: 'https://www.rfc-editor.org/rfc/rfc7468#section-10',
  },
  {
    id: 'github-url-token',
    title: 'GitHub token in a URL',
    starts: ['://'],
    pattern: /(?<=[A-Za-z0-9]):\/\/(?<secret>[^\s:/@"'`<>?#]{8,256}):x-oauth-basic@/y,
    source: 'https://docs.github.com/rest/authentication/authenticating-to-the-rest-api',
  },
  {
    id: 'url-password',
    title: 'password in a URL',
    starts: ['://'],
    pattern: /(?<=[A-Za-z0-9]):\/\/[^\s:/@"'`<>?#]{0,128}:(?<secret>[^\s/@"'`<>]{3,256})@[\w.[-]/y,
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  },
  {
    id: 'authorization-header',
    title: 'HTTP authorization',
    starts: ['uthorization', 'UTHORIZATION'],
    pattern:
      /(?<=a)uthorization\\?["']?\]?\s{0,4}[:=,]\s{0,4}[bfru]{0,2}\\?["']?(?:basic|bearer|token|bot|key|apikey)\s{1,4}(?<secret>[\w.~+/=:-]{8,2048})/iy,
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2',
  },
];
