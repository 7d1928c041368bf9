/** How artifacts are handed to clients and browsers: as files to be kept, that nothing executes. */
import { pathToBytes } from '../../run/path.ts';

/** The headers of a file that is downloaded. Its name alone says what it is, never the request. */
export function downloadHeaders(path: string, size: number): Record<string, string> {
  return {
    'Content-Type': typeOf(path),
    'Content-Length': String(size),
    'Content-Disposition': dispositionOf(nameOf(path)),
    'Content-Security-Policy': "sandbox; default-src 'none'",
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** RFC 6266: the name as it is where it is a token, else without what an old reader could not take, and in full. */
function dispositionOf(name: string): string {
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return `attachment; filename=${name}`;
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`;
}

/** RFC 8187. */
function encoded(name: string): string {
  const bytes = [...pathToBytes(name)];
  return bytes
    .map(byte => {
      const char = String.fromCharCode(byte);
      return /[\w!#$&+.^`|~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

const TEXTS = new Set(
  'txt log err cfg conf cnf cf ini properties prop hocon toml yaml yml xml json js py py3 csv tsv md rst'.split(
    ' ',
  ),
);
const TEXT_NAMES = new Set(['MLmodel', 'mlproject']);

const TYPES: Readonly<Record<string, string>> = {
  ...{ html: 'text/html', htm: 'text/html', css: 'text/css' },
  ...{ png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp' },
  ...{ svg: 'image/svg+xml', bmp: 'image/bmp', tif: 'image/tiff', tiff: 'image/tiff' },
  ...{ mp4: 'video/mp4', webm: 'video/webm', mp3: 'audio/mpeg', wav: 'audio/x-wav', ogg: 'audio/ogg' },
  ...{ pdf: 'application/pdf', zip: 'application/zip', gz: 'application/gzip', tar: 'application/x-tar' },
  ipynb: 'application/x-ipynb+json',
};

function typeOf(path: string): string {
  const name = nameOf(path);
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (TEXTS.has(extension) || TEXT_NAMES.has(name)) return 'text/plain';
  return (Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined) ?? 'application/octet-stream';
}
