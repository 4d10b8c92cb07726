import type { Chain, Column, Picture } from "./chains.js";

/** Of the style sheet: the height of a node with the gap below it, and of the title above them all, in pixels. */
const ROW = 38;
const HEAD = 34;
const WIDTH = 100;

interface LinesProps {
  picture: Picture;
  from: Column;
  to: Column;
  /** The chains to bring out; `null`: none is. */
  marked: readonly Chain[] | null;
}

interface Line {
  readonly from: string;
  readonly to: string;
  readonly effect: Chain["effect"];
  readonly near: boolean;
}

/** The lines between two columns, and those within the first: what a role inherits. They say nothing that the list does not say too. */
export function Lines({ picture, from, to, marked }: LinesProps) {
  const left = places(picture, from);
  const right = places(picture, to);
  const lines = linesOf(picture.chains, marked).filter(({ from }) => left.has(from));
  const height = HEAD + ROW * Math.max(left.size, right.size);
  return (
    <svg className="lines" viewBox={`0 0 ${WIDTH} ${height}`} style={{ height }} preserveAspectRatio="none" aria-hidden="true">
      {lines.map(({ from, to, effect, near }) => {
        const [start, end, within] = [left.get(from), right.get(to), left.get(to)];
        if (start === undefined) return null;
        const path = end !== undefined ? across(start, end) : within !== undefined ? bow(start, within) : undefined;
        return path && <path key={`${from} ${to} ${effect}`} className={`${effect}${near ? " near" : ""}`} d={path} />;
      })}
    </svg>
  );
}

function places(picture: Picture, column: Column): Map<string, number> {
  return new Map(picture.columns[column].map(({ id }, row) => [id, HEAD + row * ROW + (ROW - 6) / 2]));
}

/** Each line once; those to bring out come last, so that they lie on top. */
function linesOf(chains: readonly Chain[], marked: readonly Chain[] | null): Line[] {
  const found = new Map<string, Line>();
  for (const chain of chains) {
    const { effect, nodes } = chain;
    const near = marked?.includes(chain) ?? false;
    for (const [place, to] of nodes.entries()) {
      const from = nodes[place - 1];
      const key = `${from} ${to} ${effect}`;
      if (from !== undefined) found.set(key, { from, to, effect, near: near || (found.get(key)?.near ?? false) });
    }
  }
  return [...found.values()].sort((a, b) => Number(a.near) - Number(b.near));
}

function across(start: number, end: number): string {
  return `M0 ${start} C${WIDTH / 2} ${start} ${WIDTH / 2} ${end} ${WIDTH} ${end}`;
}

function bow(start: number, end: number): string {
  const out = Math.min(60, 22 + Math.abs(end - start) / 8);
  return `M0 ${start + 4} C${out} ${start + 4} ${out} ${end - 4} 0 ${end - 4}`;
}
