import { expect, test } from "vitest";
import { DARK, LIGHT } from "../../www/lib/devtools/palette.js";

type Colour = keyof typeof LIGHT;

// What stands on what, in the style sheets. WCAG 2.2, success criteria 1.4.3 and 1.4.11.
const TEXTS: [Colour, Colour[]][] = [
  ["ink", ["ground", "raised", "sunken", "wash", "noWash", "maybeWash"]],
  ["soft", ["ground", "raised", "sunken", "wash", "noWash", "maybeWash"]],
  ["accent", ["ground", "raised", "wash"]],
  ["onAccent", ["accent"]],
  ["yes", ["yesWash", "raised"]],
  ["no", ["noWash", "ground", "raised"]],
  ["maybe", ["maybeWash"]],
];
const EDGES: [Colour, Colour[]][] = [
  ["edge", ["ground", "raised"]],
  ["accent", ["ground", "raised", "maybeWash"]],
  ["maybe", ["ground"]],
];

test.each([
  ["light", LIGHT],
  ["dark", DARK],
])("every colour of the %s panel can be read on its ground", (_, palette: Record<Colour, string>) => {
  const faint = (pairs: [Colour, Colour[]][], least: number) =>
    pairs.flatMap(([text, grounds]) =>
      grounds.map((ground) => ({ text, ground, ratio: contrast(palette[text], palette[ground]) })).filter(({ ratio }) => ratio < least),
    );
  expect(faint(TEXTS, 4.5)).toEqual([]);
  expect(faint(EDGES, 3)).toEqual([]);
});

function contrast(one: string, two: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(two)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
