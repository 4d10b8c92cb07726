import { expect, test } from "vitest";
import { PolicyHandle, start } from "../../www/lib/wasm/fallback.js";

test("the module as JavaScript sees what it wrote after its memory has grown", () => {
  start();
  const policy = new PolicyHandle(
    JSON.stringify({ version: 1, roles: { a: { allow: ["b"] } }, groups: [{ match: "c", roles: ["a"] }] }),
    false,
  );
  for (let round = 0; round < 60; round++) {
    const groups = Array.from({ length: 2 * round }, (_, at) => `${String(at).padStart(3, "0")}${"x".repeat((round * at) % 50)}`);
    const access = policy.access(JSON.stringify({ id: { groups } }), "client", 1_700_000_000);
    expect(JSON.parse(access.summary())).toMatchObject({ groups: { values: groups } });
    access.free();
  }
});
