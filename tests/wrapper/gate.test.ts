// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createGate } from "../../www/lib/gate.js";
import type { GateConfig } from "../../www/lib/types.js";

interface Turn {
  leaving: boolean;
  value: unknown;
  error: null;
}
const DONE: Turn = { leaving: false, value: { token: "t" }, error: null };
const LEAVING: Turn = { ...DONE, leaving: true };

/** Rust as the gate sees it: each operation ends when the test says so. */
const rust = vi.hoisted(() => ({
  asked: [] as { name: string; options: string; end: (turn: Turn) => void }[],
  events: [] as object[],
  until: 0,
  status: "signed-out",
}));

vi.mock("../../www/lib/load.js", async (original) => ({
  ...(await original<object>()),
  load: () => Promise.resolve({ vocabulary: () => '{"outcomes":[],"reasons":[]}', Core }),
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
    return name === "start" ? Promise.resolve(DONE) : new Promise((end) => rust.asked.push({ name, options, end }));
  }
  version = () => this.#version;
  until = () => rust.until;
  wakeAt = () => 0;
  snapshot = () => ({ status: rust.status, user: null, error: null });
  canSome = () => false;
  check = () => 64;
  takeEvents = () => rust.events.splice(0);
}

const config = { issuer: "https://idp.example", clientId: "app", roleMap: { version: 1 } };
const tick = () => new Promise((resolve) => setTimeout(resolve));
const asked = () => rust.asked.map(({ name }) => name);

beforeEach(() => {
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

test("only the origin decides where the token may go, whatever a browser leaves in an address", async () => {
  const gate = createGate(config);
  void gate.headers("https://user:secret@api.example/x|y?q={a}|b").catch(() => undefined);
  await tick();
  expect(JSON.parse(rust.asked[0]?.options ?? "")).toEqual({ origin: "https://api.example", path: "/x|y", method: "GET" });
  await expect(gate.headers("https://")).rejects.toMatchObject({ code: "origin_not_allowed" });
});

describe("start never rejects", () => {
  test("for a configuration that JSON cannot say", async () => {
    const round: Record<string, unknown> = { version: 1 };
    round["itself"] = round;
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
