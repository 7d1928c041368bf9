/** Part of the build: the licences of what a bundle has in it, by the list of its files that esbuild writes. */
const { existsSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [metafile, target, ...more] = process.argv.slice(2);
const { outputs } = JSON.parse(readFileSync(metafile, 'utf8'));
const files = Object.values(outputs).flatMap(({ inputs }) =>
  Object.keys(inputs).filter(file => inputs[file].bytesInOutput > 0),
);
const folders = new Set([
  ...files.flatMap(file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
  // Of other bundles that have no list.
  ...more.map(name => join('node_modules', name)),
]);
const texts = [...folders].sort().map(folder => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(one => /^licen[cs]e(?:\.|$)/i.test(one));
  const text =
    file !== undefined && existsSync(join(folder, file))
      ? readFileSync(join(folder, file), 'utf8').trim()
      : '';
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(target, texts.join(`\n${'-'.repeat(78)}\n\n`));
