// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { guardedFetch } from "../../www/lib/fetch.js";

const url = "https://api.example/x";
const never = () => new Promise<never>(() => undefined);
const sender = (more: object = {}) => ({ headers: async () => ({ authorization: "Bearer t" }), refresh: never, ...more });

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["before the first request", sender({ headers: never }), 0],
  ["after a 401", sender(), 1],
])("whoever gives up while the session is renewed hears of it at once: %s", async (_, gate, sent) => {
  const fetched = vi.fn(async () => new Response(null, { status: 401 }));
  vi.stubGlobal("fetch", fetched);
  const control = new AbortController();
  const asked = guardedFetch(gate, url, { signal: control.signal });
  await new Promise((resolve) => setTimeout(resolve));
  control.abort(new Error("given up"));
  await expect(asked).rejects.toThrow("given up");
  expect(fetched).toHaveBeenCalledTimes(sent);
});

test("a redirect is refused with the reason, whether it leads elsewhere or not", async () => {
  vi.stubGlobal("fetch", async () => Object.defineProperty(new Response(), "type", { value: "opaqueredirect" }));
  const refused = guardedFetch(sender(), url);
  await expect(refused).rejects.toMatchObject({
    code: "origin_not_allowed",
    message: expect.stringContaining("cannot see where it leads"),
  });
});
