// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { type Answer, guardedFetch, type Next } from "../../www/lib/fetch.js";

const URL = "https://api.example/things?q=1";
afterEach(() => vi.unstubAllGlobals());

/** An API that answers in turn with these statuses, and a gate that is told to do this about each. */
function world(statuses: number[], nexts: Next[], nonce = "n") {
  const sent: string[] = [];
  const told: Answer[] = [];
  let token = 0;
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(`${request.headers.get("authorization")} ${await request.text()}`);
    const status = statuses[sent.length - 1] ?? 500;
    return new Response("{}", { status, headers: { "www-authenticate": "DPoP", ...(nonce && { "dpop-nonce": nonce }) } });
  });
  const gate = {
    headers: async () => ({ authorization: `DPoP ${token}` }),
    refresh: vi.fn(async () => {
      token += 1;
      return {} as never;
    }),
    answered: async (answer: Answer) => {
      told.push(answer);
      return nexts.shift() ?? null;
    },
  };
  const run = () => guardedFetch(gate, URL, { method: "POST", body: "b" }).then(({ status }) => status);
  return { run, sent, told, gate };
}

test("a nonce, then a renewal, then it is enough: each once, with the body each time", async () => {
  const { run, sent, gate } = world([401, 401, 200], ["again", "renew"]);
  expect(await run()).toBe(200);
  expect(sent).toEqual(["DPoP 0 b", "DPoP 0 b", "DPoP 1 b"]);
  expect(gate.refresh).toHaveBeenCalledOnce();
});

test.each(["again", "renew"] as const)("%s is tried once: the second refusal is the app's", async (next) => {
  const { run, sent } = world([401, 401, 200], [next, next]);
  expect(await run()).toBe(401);
  expect(sent.length).toBe(2);
});

test("whatever is asked for in turn, there are three requests at most", async () => {
  const { run, sent } = world([401, 401, 401, 401], ["renew", "again", "renew", "again"]);
  expect(await run()).toBe(401);
  expect(sent.length).toBe(3);
});

test("a nonce in a good answer is learned, and nothing else comes of it", async () => {
  const { run, sent, told } = world([200], ["again"]);
  expect([await run(), sent.length]).toEqual([200, 1]);
  expect(told).toEqual([{ origin: "https://api.example", authenticate: "", nonce: "n" }]);
});

test("an answer that says nothing of the token is nobody's business", async () => {
  const { run, told } = world([200], [], "");
  expect(await run()).toBe(200);
  expect(told).toEqual([]);
});

test("a renewal that fails leaves the refusal to the app", async () => {
  const { run, sent, gate } = world([401, 200], ["renew"]);
  gate.refresh.mockRejectedValueOnce(new Error("offline"));
  expect([await run(), sent.length]).toEqual([401, 1]);
});

// One that is held: whatever waits for a promise that nobody can reach is garbage, with the listener of the signal in it.
const forever = new Promise<never>(() => undefined);
const never = () => forever;
const sender = (more: object = {}) => ({
  headers: async () => ({ authorization: "Bearer t" }),
  refresh: never,
  answered: async (): Promise<Next> => "renew",
  ...more,
});

test.each([
  ["before the first request", sender({ headers: never }), 0],
  ["after a 401", sender(), 1],
])("whoever gives up while the session is renewed hears of it at once: %s", async (_, gate, sent) => {
  const fetched = vi.fn(async () => new Response(null, { status: 401 }));
  vi.stubGlobal("fetch", fetched);
  const control = new AbortController();
  const asked = guardedFetch(gate, URL, { signal: control.signal });
  await new Promise((resolve) => setTimeout(resolve));
  control.abort(new Error("given up"));
  await expect(asked).rejects.toThrow("given up");
  expect(fetched).toHaveBeenCalledTimes(sent);
});

test("a redirect is refused with the reason, whether it leads elsewhere or not", async () => {
  vi.stubGlobal("fetch", async () => Object.defineProperty(new Response(), "type", { value: "opaqueredirect" }));
  const refused = guardedFetch(sender(), URL);
  await expect(refused).rejects.toMatchObject({
    code: "origin_not_allowed",
    message: expect.stringContaining("cannot see where it leads"),
  });
});
