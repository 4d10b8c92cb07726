// The figures of the manual are those of the results that are kept, and nobody's memory of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pageWith } from "../../www/scripts/bench-tables.mjs";
import { at } from "../../www/scripts/run.mjs";

test("the page says what the kept results say", () => {
  const page = readFileSync(at("src/manual/performance.md"), "utf8");
  const files = [...page.matchAll(/^- `(benches\/.+\.json)`/gm)].map(([, file]) => file);
  assert.ok(files.length > 0, "the page names no file");
  const reports = files.map((file) => [file, JSON.parse(readFileSync(at(file), "utf8"))]);
  assert.equal(pageWith(page, Object.fromEntries(reports)), page);
});
