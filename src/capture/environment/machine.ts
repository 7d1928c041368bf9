/** The system a job runs on, read from files below a root (`/`), with no program started. */
import { readFileSync } from 'node:fs';
import * as system from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../run/json.ts';
import { type FileFacts, sha256 } from './file-facts.ts';

/** Operating system, kernel, C library and a digest of the installed system packages. */
export function operatingSystem(root: string, facts: FileFacts): JsonObject {
  const release = text(root, 'etc/os-release') ?? text(root, 'usr/lib/os-release');
  const apple = text(root, 'System/Library/CoreServices/SystemVersion.plist');
  const name = release === undefined ? nameOfApple(apple) : nameOfRelease(release);
  const libc = libcOf(root, facts);
  return {
    ...name,
    platform: process.platform,
    kernel: text(root, 'proc/sys/kernel/osrelease')?.trim() ?? system.release(),
    arch: process.arch,
    libc,
    packages: facts.of(join(root, 'var/lib/dpkg/status'), 'sha256', sha256),
    complete: name.id !== null && (libc === null ? process.platform !== 'linux' : libc.version !== null),
  };
}

/** The SIMD extensions that numeric libraries choose their kernels by. */
const SIMD = /^(sse4_2|avx2?|fma|f16c|avx_\w+|avx512\w*|amx_\w+|asimd\w*|fphp|sve\w*|sme2?|i8mm|bf16)$/;

/** Model and instruction set of the first processor: what a BLAS chooses its code by. */
export function processor(root: string): JsonObject {
  const info = text(root, 'proc/cpuinfo');
  if (info === undefined) return { ...processorOfNode(), complete: false };
  const first = fieldsOf(info.split('\n\n', 1)[0] ?? '');
  const flags = (first.get('flags') ?? first.get('Features') ?? '').split(/\s+/).filter(Boolean).sort();
  const part = first.has('CPU part') ? `${first.get('CPU implementer')} ${first.get('CPU part')}` : null;
  return {
    model: first.get('model name') ?? part,
    vendor: first.get('vendor_id') ?? first.get('CPU implementer') ?? null,
    family: first.get('cpu family') ?? first.get('CPU architecture') ?? null,
    number: first.get('model') ?? first.get('CPU part') ?? null,
    stepping: first.get('stepping') ?? first.get('CPU revision') ?? null,
    simd: flags.filter(flag => SIMD.test(flag)),
    flags: flags.length === 0 ? null : sha256(flags.join(' ')),
    count: info.match(/^processor\s*:/gm)?.length ?? null,
    complete: flags.length > 0,
  };
}

/** A file below the root as text; undefined where it cannot be read. */
export function text(root: string, path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** `key : value` lines, the first of a key counts. */
export function fieldsOf(lines: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines.split('\n')) {
    const colon = line.indexOf(':');
    const key = line.slice(0, colon).trim();
    if (colon > 0 && !fields.has(key)) fields.set(key, line.slice(colon + 1).trim());
  }
  return fields;
}

/** os-release(5): shell assignments, quoted or not. */
function nameOfRelease(release: string): { id: string | null; version: string | null } {
  const value = (key: string) => new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(release)?.[1] ?? null;
  // A rolling distribution has no VERSION_ID.
  return { id: value('ID'), version: value('VERSION_ID') ?? value('BUILD_ID') };
}

function nameOfApple(plist: string | undefined): { id: string | null; version: string | null } {
  const version = /<key>ProductVersion<\/key>\s*<string>([^<]*)/.exec(plist ?? '')?.[1];
  return version === undefined ? { id: null, version: null } : { id: 'macos', version };
}

/** The C library our own process has loaded; the version is in the library's banner. */
function libcOf(root: string, facts: FileFacts): { name: string; version: string | null } | null {
  const maps = text(root, 'proc/self/maps') ?? '';
  const glibc = /(\/\S*\/libc(?:\.so\.6|-[\d.]+\.so))$/m.exec(maps)?.[1];
  if (glibc !== undefined)
    return { name: 'glibc', version: facts.of(join(root, glibc), 'glibc', versionOfGlibc) };
  return /\/ld-musl-\S*\.so/.test(maps) ? { name: 'musl', version: null } : null;
}

/** `GNU C Library (Debian GLIBC 2.36-9+deb12u14) stable release version 2.36.`; the patch level counts too. */
function versionOfGlibc(library: Buffer): string | null {
  const at = library.indexOf('GNU C Library (');
  if (at < 0) return null;
  const banner = /^GNU C Library \(([^)]*)\).*?version ([\d.]*\d)/.exec(
    library.toString('latin1', at, at + 200),
  );
  return banner === null ? null : `${banner[2]} (${banner[1]})`;
}

function processorOfNode(): JsonObject {
  const cpus = system.cpus();
  return {
    model: cpus[0]?.model.trim() ?? null,
    vendor: null,
    family: null,
    number: null,
    stepping: null,
    simd: null,
    flags: null,
    count: cpus.length,
  };
}
