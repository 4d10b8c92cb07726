// Asks the real React Router what each of N seeded random patterns says of a random path, and writes one JSON line for each:
// {pattern, path, caseSensitive, params | null}. `tests/routes.rs` compares the answers with ours.
//
//   node tests/differential/react-router.mjs [count=50000] [seed=1] > pairs.jsonl
//   CLAIMGATE_ROUTE_PAIRS=pairs.jsonl cargo test --test routes
import { writeSync } from "node:fs";
import { matchRoutes } from "react-router";

const count = Number(process.argv[2] ?? 50_000);
const random = mulberry32(Number(process.argv[3] ?? 1));
console.warn = () => {}; // React Router warns of patterns such as `/a*`.

for (let i = 0; i < count; i++) {
  const pattern = randomPattern();
  const path = oneIn(3) ? randomPath() : pathFor(pattern);
  const caseSensitive = oneIn(4);
  const match = matchRoutes([{ path: pattern, caseSensitive }], path)?.at(-1);
  writeSync(1, `${JSON.stringify({ pattern, path, caseSensitive, params: match?.params ?? null })}\n`);
}

function randomPattern() {
  if (oneIn(15)) return pick(["/", "/*", "*", "", "//", "a", "/:x/:x", "/a*", "/a/*/b", "/a?b", "/f/:n.pdf", "/%61", "/a/..", "/{id}"]);
  const names = ["id", "x", "y-z", "_", "A", "n1"];
  let text = "";
  for (let n = below(5); n > 0; n--) {
    const segment = oneIn(3) && names.length > 0 ? `:${names.splice(below(names.length), 1)}` : word();
    text += `/${segment}${oneIn(4) ? "?" : ""}`;
  }
  if (oneIn(4)) return `${text}/*`;
  return oneIn(6) || text === "" ? `${text}/` : text;
}

// A path that the pattern is likely to match: optional segments come and go, letters change their case or are encoded.
function pathFor(pattern) {
  const segments = [];
  for (const segment of pattern.split("/").slice(1)) {
    if (segment.endsWith("?") && oneIn(2)) continue;
    const text = segment.replace(/\?$/, "");
    if (text === "*") segments.push(...Array.from({ length: below(3) }, word));
    else segments.push(text.startsWith(":") ? value() : dressed(text));
  }
  return finished(segments);
}

function randomPath() {
  return finished(Array.from({ length: below(5) }, value));
}

function finished(segments) {
  if (oneIn(12)) segments.splice(below(segments.length + 1), 0, pick(["", "", ".", "..", "%2e%2e", "%zz", "%ff", "a\\b", "a%0Ab", "%E2%80%A8"]));
  const query = oneIn(12) ? pick(["?q=/a", "#/a", "?", "?a#b"]) : "";
  return `${oneIn(30) ? "" : "/"}${segments.join("/")}${pick(["", "", "", "/", "//"])}${query}`;
}

function value() {
  return oneIn(4) ? pick(["a%2Fb", "a%2fb", "%252F", "%25", "%5C", "%3F", "a b", "%20", "a:b", ":id", "*", "%2A", "...", "a+b", "a.b"]) : dressed(word());
}

function dressed(text) {
  const cased = pick([text, text, text.toUpperCase(), text.toLowerCase()]);
  return oneIn(4) ? [...cased].map((c) => (oneIn(2) ? encoded(c) : c)).join("") : cased;
}

function encoded(character) {
  const text = encodeURIComponent(character);
  return text === character ? `%${character.charCodeAt(0).toString(16).padStart(2, "0")}` : text;
}

function word() {
  return pick(
    oneIn(3)
      ? ["É", "é", "ß", "ẞ", "SS", "ſ", "s", "µ", "μ", "ς", "Σ", "σ", "\u212a", "k", "ı", "i", "İ", "𐐀", "𐐨", "ŉ", "ÿ", "Ÿ", "ǆ", "ǅ", "administraciÓn", "ﬁ", "Ω", "ω"]
      : ["a", "b", "A", "ab", "admin", "Admin", "help", "7", "a.b", "a-b", "a_b", "x:y", "a+b", "(a)", "[b]", "$", "^", "a|b", "..."],
  );
}

function pick(list) {
  return list[below(list.length)];
}

function oneIn(n) {
  return below(n) === 0;
}

function below(n) {
  return Math.floor(random() * n);
}

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
