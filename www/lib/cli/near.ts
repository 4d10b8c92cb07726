/** The known names that a misspelt one is close to, best first, at most three. */
export function near(given: string, known: readonly string[]): string[] {
  const most = Math.max(1, Math.floor(given.length / 3));
  return [...new Set(known)]
    .map((name) => ({ name, away: name.startsWith(given) && given.length > 1 ? 0 : distance(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Letters to add, remove, change or swap with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(at(last, column) + 1, at(line, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      if (row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) least = Math.min(least, at(before, column - 2) + 1);
      line.push(least);
    }
    before = last;
    last = line;
  }
  return at(last, b.length);
}

function at(line: number[], place: number): number {
  return line[place] ?? Number.POSITIVE_INFINITY;
}
