import t from 'tap';
import { colourOf, dashOf, FONT, LOOKS } from '../../src/draw/look.ts';

/** Linear light of a colour: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const linear = (colour: string) =>
  [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
const luminance = (colour: string) => {
  const [red = 0, green = 0, blue = 0] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string) => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** What those see who lack a kind of cones (G. M. Machado et al., 2009, severity 1.0). */
const BLINDNESS = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** OKLab, in which distances are about what is seen: https://bottosson.github.io/posts/oklab/ */
function oklab([red = 0, green = 0, blue = 0]: readonly number[]): number[] {
  const l = Math.cbrt(Math.max(0, 0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue));
  const m = Math.cbrt(Math.max(0, 0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue));
  const s = Math.cbrt(Math.max(0, 0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue));
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

t.test('text is read on its ground, by day and by night', async t => {
  for (const { text, dim, back } of Object.values(LOOKS)) {
    t.ok(contrast(text, back) >= 7);
    t.ok(contrast(dim, back) >= 4.5);
  }
});

t.test('colour-blind people tell the colours of runs apart', async t => {
  for (const [theme, { colours }] of Object.entries(LOOKS)) {
    for (const [kind, matrix] of Object.entries(BLINDNESS)) {
      const seen = colours.map(colour => {
        const light = linear(colour);
        return oklab(matrix.map(row => row.reduce((sum, part, at) => sum + part * (light[at] as number), 0)));
      });
      for (const [at, one] of seen.entries()) {
        for (const [other, two] of seen.slice(0, at).entries()) {
          const distance = Math.hypot(...one.map((part, index) => part - (two[index] as number)));
          t.ok(
            distance > 0.045,
            `${theme}, ${kind}: ${colours[at]} and ${colours[other]}: ${distance.toFixed(3)}`,
          );
        }
      }
    }
  }
});

t.test('where colours begin again lines are dashed', async t => {
  const look = LOOKS.light;
  t.equal(colourOf(look, 8), colourOf(look, 0));
  t.same(
    [0, 8, 16].map(run => dashOf(look, run)),
    ['solid', 'dashed', 'dotted'],
  );
});

t.test('the font can stand in an attribute', async t => {
  t.notMatch(FONT, /["'<&]/);
});
