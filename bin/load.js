/**
 * Loads the program. To compile it takes longer than to do what is asked, mostly: what V8 makes of it is kept
 * beside it, for the version of Node it was built with.
 */
const { readFileSync, statSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

const main = join(__dirname, '../dist/main.cjs');
const bytecode = join(__dirname, '../dist/main.v8');

/** Compiles the program; `run` starts it. */
exports.load = () => {
  const script = new Script(wrap(read(main)), { filename: main, cachedData: readBytecode() });
  const run = () => script.runInThisContext()({}, createRequire(main), {}, main, join(main, '..'));
  return { script, bytecode, run };
};

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    process.stderr.write(`git-run: ${file} is missing: run \`npm run build\` first\n`);
    process.exit(255);
  }
}

/** V8 itself looks at little more than the length of the source: what is older belongs to another one. */
function readBytecode() {
  try {
    return statSync(bytecode).mtimeMs < statSync(main).mtimeMs ? undefined : readFileSync(bytecode);
  } catch {
    return undefined;
  }
}
