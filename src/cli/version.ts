/** The version, read from package.json when the program is built. */
import pkg from '../../package.json' with { type: 'json' };

export const version: string = pkg.version;
