/** How much and what the model registry takes, and what it says of more. */
import { invalid } from './errors.ts';
import { checkKey, tooLong } from './limits.ts';

const MOST = {
  name: 256,
  description: 100_000,
  source: 2048,
  run_link: 2048,
  run_id: 256,
  model_id: 256,
  value: 100_000,
} as const;
const MOST_ALIAS = 255;

/** Throws MlflowError where a text of a request is too long. */
export function checkTexts(texts: { readonly [Name in keyof typeof MOST]?: string | undefined }): void {
  for (const [name, text = ''] of Object.entries(texts)) {
    const most = MOST[name as keyof typeof MOST];
    if (text.length > most) throw tooLong(text, name, most);
  }
}

/** Throws MlflowError where a registered model cannot be called so; `path` is where the name stands in the request. */
export function checkRegisteredName(name: string, path: 'name' | 'new_name'): void {
  if (name.length > MOST.name) throw tooLong(name, path, MOST.name);
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name))
    throw invalid(
      `Invalid value ${JSON.stringify(name)} for parameter '${path}' supplied: it holds line breaks or control characters`,
    );
}

/** Tags of a request, as they are kept. Throws MlflowError. */
export function checkRegistryTags(
  tags: readonly { readonly key: string; readonly value?: string | undefined }[],
): Record<string, string> {
  const kept = tags.map(({ key, value = '' }) => {
    checkKey(key, 'key');
    checkTexts({ value });
    return [key, value] as const;
  });
  return Object.fromEntries(kept);
}

/** Throws MlflowError where nothing can be called so by an alias. */
export function checkAlias(alias: string): void {
  if (!/^[\p{L}\p{N}_-]*$/u.test(alias))
    throw invalid(
      `Invalid alias name: '${alias}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  if (alias.length > MOST_ALIAS) throw tooLong(alias, 'Registered model alias name', MOST_ALIAS);
}

/** As `checkAlias`, for one that is given: some mean something already. */
export function checkNewAlias(alias: string): void {
  checkAlias(alias);
  if (isLatest(alias)) throw invalid("'latest' alias name (case insensitive) is reserved.");
  if (/^v\d+$/i.test(alias)) throw invalid(`Version alias name '${alias}' is reserved.`);
}

/** The alias that every model has: of the version of the greatest number. */
export function isLatest(alias: string): boolean {
  return alias.toLowerCase() === 'latest';
}
