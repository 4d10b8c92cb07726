/** Each text colour has at least 4.5 to 1 on the grounds that it stands on, each edge of a control 3 to 1 (WCAG 2.2); a test measures it. */
export const LIGHT = {
  ground: "#ffffff",
  raised: "#f8f8fb",
  sunken: "#f0f0f5",
  line: "#e3e3ec",
  edge: "#85859a",
  ink: "#1b1b29",
  soft: "#5a5a6e",
  accent: "#4a3fc4",
  onAccent: "#ffffff",
  wash: "#eeedfc",
  yes: "#0f6640",
  yesWash: "#e1f5ea",
  no: "#a01c2b",
  noWash: "#fdeaec",
  maybe: "#734b00",
  maybeWash: "#fcf0d2",
} as const;

export const DARK: Record<keyof typeof LIGHT, string> = {
  ground: "#15151d",
  raised: "#1c1c26",
  sunken: "#0f0f15",
  line: "#2e2e3c",
  edge: "#76768c",
  ink: "#edeef5",
  soft: "#a9a9bd",
  accent: "#aba6ff",
  onAccent: "#15151d",
  wash: "#2a2750",
  yes: "#74daa7",
  yesWash: "#12311f",
  no: "#ffa1a7",
  noWash: "#3e1a20",
  maybe: "#f3c871",
  maybeWash: "#372a0e",
};

export function asProperties(palette: Record<string, string>): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(" ");
}
