/** The settings that hold for files of a repository, with a work tree or without. */
import type { Settings } from '../config/settings.ts';
import type { Repository } from '../git/repository.ts';
import type { Context } from './context.ts';

/** Reads them; a repository without a work tree has no settings file. Throws SettingsError. */
export async function settingsHere(
  { env, cwd, settings }: Pick<Context, 'env' | 'cwd' | 'settings'>,
  { config, place }: Pick<Repository, 'config' | 'place'>,
): Promise<Settings> {
  if (place.workTree !== undefined) return settings();
  const { foldSettings } = await import('../config/read-settings.ts');
  return foldSettings({ config, env, workTree: cwd, prefix: '', options: {} }, {});
}
