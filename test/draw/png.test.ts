import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import t from 'tap';
import { pngOf } from '../../src/draw/png.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const parts = {
  wasm: readFileSync(join(modules, '@resvg/resvg-wasm/index_bg.wasm')),
  font: readFileSync(join(modules, '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf')),
};
const svg = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30"><rect width="80" height="30" fill="#fff"/>${content}</svg>`;

/** Whether anything but white is in it. */
function isDrawn(png: Buffer): boolean {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return new Set(inflateSync(Buffer.concat(data))).size > 6;
}

t.test('a picture has a pixel for each of its own', async t => {
  const png = Buffer.from(await pngOf(svg(''), parts));
  t.same([png.readUInt32BE(16), png.readUInt32BE(20)], [80, 30]);
  t.equal(isDrawn(png), false);
});

t.test('text is drawn on a machine without fonts', async t => {
  const text = '<text x="4" y="20" style="font-size:14px;font-family:Arimo, Arial, sans-serif">loss</text>';
  t.equal(isDrawn(Buffer.from(await pngOf(svg(text), parts))), true);
});

t.test('what is no SVG is refused', async t => {
  await t.rejects(pngOf('<svg', parts));
});
