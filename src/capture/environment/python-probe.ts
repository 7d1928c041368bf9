/** Asks a Python interpreter what it is and which packages it finds. */
import { collect } from '../../process/collect.ts';
import type { JsonObject } from '../../run/json.ts';
import type { CaptureContext } from '../capture.ts';

export interface ProbedPython {
  readonly python: JsonObject;
  /** The folders the packages were looked for in, absolute. */
  readonly places: readonly string[];
}

/** ms. */
const TIME_LIMIT = 20_000;

/** Runs the probe, 20 s at most. Throws Error with what went wrong. */
export async function probePython(
  path: string,
  job: Pick<CaptureContext, 'env' | 'directory'>,
): Promise<ProbedPython> {
  const how = { cwd: job.directory, env: { ...job.env }, timeout: TIME_LIMIT };
  const told = await withinLimit(collect(path, ['-I', '-c', SCRIPT], how));
  if (told.code !== 0) {
    const last = told.stderr.trim().split('\n').at(-1);
    throw new Error(`it ended with ${told.signal ?? told.code}${last ? `: ${last.slice(0, 500)}` : ''}`);
  }
  // What a sitecustomize or a wrapper prints comes before.
  const line = told.stdout.toString().trimEnd().split('\n').at(-1) ?? '';
  return parseProbe(line);
}

function parseProbe(line: string): ProbedPython {
  const { places, ...python } = JSON.parse(line) as { places?: unknown } & JsonObject;
  if (!Array.isArray(places) || typeof python.version !== 'string')
    throw new Error('it did not answer the probe');
  return { python, places: places.map(String) };
}

/** A wrapper's own child can hold our pipe open after the wrapper was killed. */
async function withinLimit<Result>(result: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it took too long')), TIME_LIMIT + 1000);
  });
  try {
    return await Promise.race([result, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Isolated mode leaves out PYTHONPATH and the user's own packages, which the job does see: they are added.
 * Name and version stand in the first lines of METADATA; parsing all of it as mail takes twice the time.
 */
const SCRIPT = `
import json, os, platform, re, site, sys
environ = os.environ
paths = [os.path.abspath(p) for p in environ.get('PYTHONPATH', '').split(os.pathsep) if p]
paths += sys.path
if sys.prefix == sys.base_prefix and not environ.get('PYTHONNOUSERSITE'):
    paths.append(site.getusersitepackages())
paths = [p for p in dict.fromkeys(paths) if p]
packages, complete = {}, True
try:
    from importlib.metadata import distributions
    found = distributions(path=paths)
except ImportError:
    found, complete = [], False
def field(text, name):
    match = re.search('^' + name + ':[ \\t]*(.*?)[ \\t\\r]*$', text.split('\\n\\n', 1)[0], re.M)
    return match and match.group(1)
for dist in found:
    try:
        text = dist.read_text('METADATA') or dist.read_text('PKG-INFO') or dist.read_text('') or ''
        name = field(text, 'Name')
        if not name:
            complete = False
            continue
        item = {'name': name, 'version': field(text, 'Version')}
        direct = dist.read_text('direct_url.json')
        if direct:
            direct = json.loads(direct)
            direct['url'] = re.sub('//[^/@]*@', '//', direct.get('url', ''))
            item['direct_url'] = direct
        packages.setdefault(re.sub('[-_.]+', '-', name).lower(), item)
    except Exception:
        complete = False
print()
print(json.dumps({
    'executable': sys.executable,
    'version': platform.python_version(),
    'implementation': platform.python_implementation(),
    'prefix': sys.prefix,
    'base_prefix': sys.base_prefix,
    'flags': {
        'abi': getattr(sys, 'abiflags', ''),
        'debug': hasattr(sys, 'gettotalrefcount'),
        'gil': getattr(sys, '_is_gil_enabled', lambda: True)(),
    },
    'compiler': platform.python_compiler(),
    'packages': [packages[key] for key in sorted(packages)],
    'complete': complete,
    'places': paths,
}))
`;
