/** Sizes as people write them: `10 MiB`, `1GB`, `500k`, `1048576`. */

const BINARY = 'kmgt';

/**
 * Reads a size in bytes; undefined when the text is none. `k`, `KiB` and so on are powers of 1024, as in Git's
 * configuration; only `kB`, `MB`, `GB`, `TB` are powers of 1000. Fractions are rounded down to a byte.
 */
export function parseSize(written: string | number): number | undefined {
  if (typeof written === 'number') {
    return Number.isFinite(written) && written >= 0 ? Math.floor(written) : undefined;
  }
  const [, digits, unit = '', suffix = ''] =
    /^(\d+(?:\.\d+)?)\s*([kmgt]?)(i?b)?$/i.exec(written.trim()) ?? [];
  if (digits === undefined || (unit === '' && suffix.length === 2)) return undefined;
  const base = unit !== '' && suffix.toLowerCase() === 'b' ? 1000 : 1024;
  const bytes = Math.floor(Number(digits) * base ** (BINARY.indexOf(unit.toLowerCase() || '-') + 1));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
