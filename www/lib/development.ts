declare const process: { env: { NODE_ENV?: string } };

// Told once each: a misspelt name in a list would fill the console.
const told = new Set<string>();

/** A misspelt permission shows nothing and throws nothing; in development the console says why. */
export function warnOfName(name: string, reason: string): void {
  if ((reason !== "unknown_permission" && reason !== "pattern_in_check") || told.has(name) || !isDevelopment()) return;
  told.add(name);
  console.error(`claimgate: ${reason}: \`${name}\` is not a permission of the role map, so the answer is no`);
}

// Bundlers replace `process.env.NODE_ENV` as a whole; without one there is no `process`.
export function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== "production";
  } catch {
    return false;
  }
}
