import { createHash } from 'node:crypto';
import t from 'tap';
import { drawPng, drawSvg, pageScript } from '../../src/cli/pictures.ts';

const histogram = { kind: 'histogram', column: { name: 'acc', values: [1, 2, 3] } } as const;

t.test('figures become a picture, of vectors and of pixels', async t => {
  const svg = drawSvg([histogram], { width: 400, height: 200 });
  t.match(svg, '>acc</text>');
  const png = Buffer.from(await drawPng(svg));
  t.same([png.readUInt32BE(16), png.readUInt32BE(20)], [400, 200]);
});

t.test('the program of pages ends no element, and is named by its digest', async t => {
  const { code, sha256 } = await pageScript();
  t.equal(/<\/script|<!--/i.exec(code), null);
  // A namespace is a name, and nothing is asked of it.
  const addresses = new Set([...code.matchAll(/https?:\/\/[\w.]+/g)].map(([address]) => address));
  t.same([...addresses], ['http://www.w3.org']);
  t.equal(sha256, createHash('sha256').update(code).digest('base64'));
});
