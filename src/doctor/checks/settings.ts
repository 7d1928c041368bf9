import { unknownKeys } from '../../config/check-config.ts';
import { readSettings } from '../../config/read-settings.ts';
import { SettingsError } from '../../run/errors.ts';
import { type Check, type Found, type OpenSetup, ok, problem, warning } from '../check.ts';

/** `git-run.yaml`, `git config run.*` and the environment: what cannot be used, and what nobody reads. */
export const settings: Check<OpenSetup> = {
  name: 'settings',
  async look({ repository, env }) {
    const { config, place } = repository;
    const found: Found[] = unknownKeys(config).map(({ key, meant }) =>
      warning(
        `git config ${key} is no setting${meant === undefined ? '' : `; did you mean ${meant}?`}`,
        `git config --unset ${key}`,
      ),
    );
    try {
      if (place.workTree !== undefined) {
        await readSettings({ config, env, workTree: place.workTree, prefix: place.prefix, options: {} });
      }
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      found.push(problem(error.message));
    }
    return found.length === 0 ? [ok('can be used')] : found;
  },
};
