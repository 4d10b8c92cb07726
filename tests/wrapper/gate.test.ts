// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { GateErrorFields } from "../../www/lib/errors.js";
import { createGate } from "../../www/lib/gate.js";
import type { GateConfig } from "../../www/lib/types.js";

interface Turn {
  leaving: boolean;
  value: unknown;
  error: GateErrorFields | null;
}
const DONE: Turn = { leaving: false, value: { token: "t" }, error: null };
const LEAVING: Turn = { ...DONE, leaving: true };

/** Rust as the gate sees it: each operation ends when the test says so. */
const rust = vi.hoisted(() => ({
  asked: [] as { name: string; options: string; end: (turn: Turn) => void }[],
  events: [] as object[],
  until: 0,
  starts: true,
  status: "signed-out",
}));

vi.mock("../../www/lib/load.js", async (original) => ({
  ...(await original<object>()),
  load: () => Promise.resolve({ version: () => "9.9.9", vocabulary: () => '{"outcomes":[],"reasons":[]}', Core }),
}));

class Core {
  #version = 1;
  readonly #changed: () => void;
  constructor(_config: string, _map: string, _origin: string, changed: () => void) {
    this.#changed = changed;
  }
  expire(): void {
    Object.assign(rust, { until: 0, status: "signed-out" });
    this.#version += 1;
    this.#changed();
  }
  run(name: string, options: string): Promise<Turn> {
    return name === "start" && rust.starts ? Promise.resolve(DONE) : new Promise((end) => rust.asked.push({ name, options, end }));
  }
  name = () => "claimgate:test:";
  epoch = () => 0;
  version = () => this.#version;
  until = () => rust.until;
  wakeAt = () => 0;
  snapshot = () => ({ status: rust.status, user: null, error: null, groups: { values: [], state: "absent" }, mapDigest: "" });
  canSome = () => false;
  check = () => 64;
  takeEvents = () => rust.events.splice(0);
  diagnostics = () => ({ clockOffset: 0 });
}

const config = { issuer: "https://idp.example", clientId: "app", roleMap: { version: 1 } };
const tick = () => new Promise((resolve) => setTimeout(resolve));
const asked = () => rust.asked.map(({ name }) => name);

afterEach(() => vi.unstubAllGlobals());
beforeEach(() => {
  rust.starts = true;
  rust.asked.length = 0;
  rust.events.length = 0;
});

describe("operations that meet", () => {
  test("a sign-in that is asked for during a sign-out is begun after it", async () => {
    const gate = createGate(config);
    void gate.signOut({ everywhere: false });
    await tick();
    let settled = false;
    void gate.signIn().then(() => {
      settled = true;
    });
    await tick();
    expect(asked()).toEqual(["signOut"]);
    rust.asked[0]?.end(DONE);
    await tick();
    expect(asked()).toEqual(["signOut", "signIn"]);
    expect(settled).toBe(false);
  });

  test("an operation that ends after the page began to leave does not call it back", async () => {
    const gate = createGate(config);
    await gate.start();
    void gate.getAccessToken();
    void gate.signIn();
    await tick();
    rust.asked.find(({ name }) => name === "signIn")?.end(LEAVING);
    await tick();
    rust.asked.find(({ name }) => name === "accessToken")?.end(DONE);
    await tick();
    const count = rust.asked.length;
    void gate.refresh();
    await tick();
    expect(rust.asked.length).toBe(count);
  });
});

describe("a page that is stopped on its way", () => {
  const STAYED: Turn = { ...DONE, error: { code: "interaction_required", message: "the page was not left", retriable: true } };

  test("says so to whoever waits, and leaves when it is asked again", async () => {
    const navigation = new EventTarget();
    vi.stubGlobal("navigation", navigation);
    const gate = createGate(config);
    const [first, waiting] = [gate.signIn(), gate.start().then(() => gate.getAccessToken())].map((asked) =>
      asked.catch((error) => error.code),
    );
    await tick();
    rust.asked.find(({ name }) => name === "signIn")?.end(LEAVING);
    rust.asked.find(({ name }) => name === "accessToken")?.end(LEAVING);
    await tick();
    navigation.dispatchEvent(new Event("navigateerror"));
    await tick();
    rust.asked.find(({ name }) => name === "stay")?.end(STAYED);
    expect(await Promise.all([first, waiting])).toEqual(["interaction_required", "interaction_required"]);
    void gate.signIn();
    await tick();
    expect(asked().at(-1)).toBe("signIn");
  });

  test("is not one whose router goes on within it", async () => {
    const navigation = new EventTarget();
    vi.stubGlobal("navigation", navigation);
    const gate = createGate(config);
    void gate.signIn();
    await tick();
    rust.asked[0]?.end(LEAVING);
    await tick();
    for (const type of ["navigateerror", "navigate"]) navigation.dispatchEvent(new Event(type));
    await tick();
    expect(asked()).toEqual(["signIn"]);
  });

  test("and one in a browser that does not tell leaves when it is asked again later", async () => {
    const gate = createGate(config);
    const first = gate.signIn().catch((error) => error.code);
    await tick();
    rust.asked[0]?.end(LEAVING);
    await tick();
    void gate.signIn().catch(() => undefined);
    await tick();
    expect(asked()).toEqual(["signIn"]);
    const now = Date.now();
    vi.spyOn(Date, "now").mockReturnValue(now + 5_000);
    void gate.signIn();
    await tick();
    vi.mocked(Date.now).mockRestore();
    rust.asked[1]?.end(STAYED);
    expect(await first).toBe("interaction_required");
    await tick();
    expect(asked()).toEqual(["signIn", "stay", "signIn"]);
  });
});

test("a gate that is disposed of while it starts has no error to tell", async () => {
  rust.starts = false;
  const gate = createGate(config);
  const told = vi.fn();
  gate.on("error", told);
  const started = gate.start();
  await tick();
  gate.dispose();
  rust.asked[0]?.end(DONE);
  expect(await started).toMatchObject({ status: "pending", error: null });
  expect(told).not.toHaveBeenCalled();
});

test("the end of a session that a component meets while it renders is told afterwards", async () => {
  Object.assign(rust, { until: Date.now() - 1, status: "signed-in" });
  const gate = createGate(config);
  await gate.start();
  const told = vi.fn();
  gate.subscribe(told);
  expect(gate.can("projects:read")).toBe(false);
  expect(told).not.toHaveBeenCalled();
  await tick();
  expect(told).toHaveBeenCalledOnce();
  expect(gate.getSnapshot().status).toBe("signed-out");
});

test("a report can be asked for at any time", async () => {
  const gate = createGate(config);
  expect(gate.diagnostics()).toMatchObject({ versions: { wasm: null, runsAs: null }, status: "pending", lastError: null, core: null });
  await gate.start();
  const refused = gate.signIn();
  await tick();
  rust.asked[0]?.end({ ...DONE, error: { code: "network_error", message: "https://idp.example: no answer", claim: undefined } });
  await expect(refused).rejects.toMatchObject({ code: "network_error" });
  const report = gate.diagnostics();
  expect(report).toMatchObject({ versions: { wasm: "9.9.9" }, status: "signed-out", core: { clockOffset: 0 } });
  expect(report.lastError).toEqual({ at: expect.any(Number), code: "network_error", claim: null });
  expect(Object.isFrozen(report.versions)).toBe(true);
});

test("only the origin decides where the token may go, whatever a browser leaves in an address", async () => {
  const gate = createGate(config);
  void gate.headers("https://user:secret@api.example/x|y?q={a}|b").catch(() => undefined);
  await tick();
  expect(JSON.parse(rust.asked[0]?.options ?? "")).toEqual({ origin: "https://api.example", path: "/x|y", method: "GET", epoch: 0 });
  await expect(gate.headers("https://")).rejects.toMatchObject({ code: "origin_not_allowed" });
});

describe("start never rejects", () => {
  test("for a configuration that JSON cannot say", async () => {
    const round: Record<string, unknown> = { version: 1 };
    round.itself = round;
    for (const roleMap of [round, undefined]) {
      const gate = createGate({ ...config, roleMap } as unknown as GateConfig);
      expect(await gate.start()).toMatchObject({ status: "error", error: { code: "config_invalid" } });
    }
  });

  test("for a listener that throws, and the others hear all the same", async () => {
    const uncaught = vi.fn();
    process.once("uncaughtException", uncaught);
    const gate = createGate(config);
    const heard = vi.fn();
    gate.on("warning", () => {
      throw new Error("the app's own");
    });
    gate.on("warning", heard);
    rust.events.push({ type: "warning", error: { code: "clock_skew", message: "m" } });
    expect(await gate.start()).toMatchObject({ status: "signed-out" });
    expect(heard).toHaveBeenCalledOnce();
    await tick();
    expect(uncaught).toHaveBeenCalledOnce();
  });
});
