// The figures of the manual are those of the result that is kept, and nobody's memory of it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pageWith } from "../../www/scripts/bench-tables.mjs";
import { at } from "../../www/scripts/run.mjs";

test("the page says what the kept result says", () => {
  const page = readFileSync(at("src/manual/performance.md"), "utf8");
  const [, file] = /\(`(benches\/[^`]+\.json)`\)/.exec(page) ?? [];
  assert.ok(file, "the page names no file");
  assert.equal(pageWith(page, JSON.parse(readFileSync(at(file), "utf8")), file), page);
});
