/** The remote that runs are shared with. */
import { readSettings } from '../config/read-settings.ts';
import { addressOf } from '../git/remote/remote-url.ts';
import { SettingsError } from '../run/errors.ts';
import type { OpenSetup } from './check.ts';

export interface SharedRemote {
  readonly name: string;
  /** Where it is; it may hold a password. */
  readonly address: string;
}

/** Finds it; undefined where there is none, or where a setting names one that is not there, which is told elsewhere. */
export async function sharedRemote({ repository, env }: OpenSetup): Promise<SharedRemote | undefined> {
  const { config, place } = repository;
  if (place.workTree === undefined) return undefined;
  try {
    const { workTree, prefix } = place;
    const { remote: name } = await readSettings({ config, env, workTree, prefix, options: {} });
    return name === undefined ? undefined : { name, address: addressOf(name, config) };
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}
