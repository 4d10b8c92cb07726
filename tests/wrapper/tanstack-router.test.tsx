// @vitest-environment jsdom
import {
  type AnyRoute,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { act, cleanup, render, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GateError } from "../../www/lib/errors.js";
import { gateBeforeLoad, gateCallback, RouteRefusal } from "../../www/lib/tanstack-router/index.js";
import { type Routes as Answers, alice, type FakeGate, fakeGate, type State } from "./fake-gate.js";

beforeEach(() => {
  vi.spyOn(window, "scrollTo").mockImplementation(() => {});
  // React and the router tell of every error that an `errorComponent` shows.
  for (const level of ["error", "warn"] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const signedIn: State = { status: "signed-in", user: alice };
const admin = (decision: Answers[string]): Answers => ({ "/admin": decision });

function Problem({ error }: ErrorComponentProps) {
  if (error instanceof RouteRefusal) return <p>{`${error.status} ${error.outcome} ${error.reason}`}</p>;
  return <p>{error instanceof GateError ? error.code : `unexpected ${error}`}</p>;
}

function open(gate: FakeGate, at: string, basepath = "/") {
  const loaded: string[] = [];
  const root = createRootRoute({ component: Outlet, notFoundComponent: () => <p>no such page</p> });
  const guarded = createRoute({
    getParentRoute: () => root,
    id: "guarded",
    beforeLoad: gateBeforeLoad(gate),
    errorComponent: Problem,
    component: Outlet,
  });
  const page = (path: string) =>
    createRoute({
      getParentRoute: () => guarded,
      path,
      loader: ({ preload }) => void loaded.push(`${path}${preload ? " ahead" : ""}`),
      component: () => <p>page {path}</p>,
    });
  const callback = createRoute({
    getParentRoute: () => root,
    path: "/callback",
    beforeLoad: gateCallback(gate),
    errorComponent: Problem,
  });
  const pages = ["/", "/login", "/forbidden", "/projects", "/admin", "/files/$"].map(page);
  const router = createRouter({
    routeTree: root.addChildren([guarded.addChildren(pages), callback]) as unknown as AnyRoute,
    history: createMemoryHistory({ initialEntries: ["/elsewhere", at] }),
    basepath,
    defaultPendingMinMs: 0,
    defaultPreloadStaleTime: 60_000,
  });
  const view = render(<RouterProvider router={router} />);
  return { router, loaded, where: () => router.history.location.href, text: () => view.container.textContent };
}

describe("gateBeforeLoad", () => {
  it("waits for the gate, then opens what the map allows", async () => {
    const gate = fakeGate();
    const { text, loaded } = open(gate, "/projects");
    expect([text(), loaded]).toEqual(["", []]);
    gate.become(signedIn);
    await waitFor(() => expect(text()).toBe("page /projects"));
  });

  it("is asked for every navigation, before any loader below", async () => {
    const gate = fakeGate(admin({ outcome: "forbidden", redirectTo: "/forbidden" }));
    gate.become(signedIn);
    const { router, text, where, loaded } = open(gate, "/projects");
    await waitFor(() => expect(text()).toBe("page /projects"));
    await act(() => router.navigate({ to: "/admin" }));
    await waitFor(() => expect(text()).toBe("page /forbidden"));
    expect([where(), loaded, gate.calls.signIn]).toEqual(["/forbidden", ["/projects", "/forbidden"], []]);
    expect(new Set(gate.calls.routed)).toEqual(new Set(["/projects", "/admin", "/forbidden"]));
  });

  it("asks about an open page again when the router is invalidated", async () => {
    const gate = fakeGate(admin({ outcome: "allow" }));
    gate.become(signedIn);
    const { router, text, where } = open(gate, "/admin");
    await waitFor(() => expect(text()).toBe("page /admin"));
    gate.route = () => ({ outcome: "sign_in", reason: "signed_out", redirectTo: null });
    await act(async () => void router.invalidate());
    await waitFor(() => expect(gate.calls.signIn).toEqual([{ returnTo: "/admin" }]));
    expect(where()).toBe("/admin");
  });

  it("refuses nobody who is not known any more, and goes on when they are", async () => {
    const gate = fakeGate(admin({ outcome: "allow" }));
    gate.become(signedIn);
    const { router, text } = open(gate, "/projects");
    await waitFor(() => expect(text()).toBe("page /projects"));
    gate.become({ status: "pending" });
    await act(async () => void router.navigate({ to: "/admin" }));
    expect(text()).toBe("page /projects");
    await act(async () => gate.become(signedIn));
    await waitFor(() => expect(text()).toBe("page /admin"));
  });

  it("goes to the sign-in page of the map with the deep link, replacing the entry", async () => {
    const gate = fakeGate({ ...admin({ outcome: "forbidden" }), "sign-in": { redirectTo: "/login?via=app" } });
    gate.become({ status: "signed-out" });
    const { router, where, text } = open(gate, "/admin?tab=2#part");
    await waitFor(() => expect(text()).toBe("page /login"));
    expect(where()).toBe("/login?via=app&returnTo=%2Fadmin%3Ftab%3D2%23part");
    expect(router.history.length).toBe(2);
  });

  it("signs in at the provider without such a page, once, and renders nothing meanwhile", async () => {
    const gate = fakeGate(admin({ outcome: "forbidden" }));
    gate.become({ status: "signed-out" });
    const { text, loaded } = open(gate, "/admin?tab=2#part");
    await waitFor(() => expect(gate.calls.signIn).toEqual([{ returnTo: "/admin?tab=2#part" }]));
    await act(async () => {});
    expect([text(), loaded, gate.calls.signIn.length]).toEqual(["", [], 1]);
  });

  it("lets the provider ask whoever signed out in this page", async () => {
    const gate = fakeGate(admin({ outcome: "forbidden" }));
    gate.become(signedIn);
    const { router, text } = open(gate, "/projects");
    await waitFor(() => expect(text()).toBe("page /projects"));
    gate.become({ status: "signed-out" });
    await act(async () => void router.navigate({ to: "/admin" }));
    await waitFor(() => expect(gate.calls.signIn).toEqual([{ prompt: "login", returnTo: "/admin" }]));
  });

  it("steps up with what the rule asks", async () => {
    const gate = fakeGate(admin({ outcome: "step_up", stepUp: { maxAge: 60 } }));
    gate.become(signedIn);
    open(gate, "/admin");
    await waitFor(() => expect(gate.calls.signIn).toEqual([{ maxAge: 60, returnTo: "/admin" }]));
  });

  it.each([
    ["forbidden", "no_grant", 403],
    ["indeterminate", "overage", 503],
    ["pending", "pending", 503],
  ] as const)("shows %s in the errorComponent, never as a sign-in", async (outcome, reason, status) => {
    const gate = fakeGate(admin({ outcome, reason }));
    gate.become(signedIn);
    const { text, where, loaded } = open(gate, "/admin");
    await waitFor(() => expect(text()).toBe(`${status} ${outcome} ${reason}`));
    expect([where(), loaded, gate.calls.signIn]).toEqual(["/admin", [], []]);
  });

  it("gives what no sign-in can mend to the errorComponent, and a sign-in that cannot start", async () => {
    const broken = fakeGate(admin({ outcome: "forbidden" }));
    broken.become({ status: "error", error: new GateError({ code: "wasm_unavailable", message: "no wasm" }) });
    const { text } = open(broken, "/admin");
    await waitFor(() => expect(text()).toBe("wasm_unavailable"));
    cleanup();
    const offline = fakeGate(admin({ outcome: "forbidden" }));
    offline.become({ status: "signed-out" });
    offline.signInFails = () => new GateError({ code: "network_error", message: "offline" });
    const second = open(offline, "/admin");
    await waitFor(() => expect(second.text()).toBe("network_error"));
    expect(offline.calls.signIn).toHaveLength(1);
  });

  it.each(["/app", "/app/"])("asks without the basepath %s and adds it to redirects", async (basepath) => {
    const gate = fakeGate({ ...admin({ outcome: "forbidden" }), "sign-in": { redirectTo: "/login" } }, basepath);
    gate.become({ status: "signed-out" });
    const { where, text } = open(gate, "/app/admin?tab=2", basepath);
    await waitFor(() => expect(text()).toBe("page /login"));
    expect(where()).toBe("/app/login?returnTo=%2Fadmin%3Ftab%3D2");
    expect(new Set(gate.calls.routed)).toEqual(new Set(["/admin?tab=2", "/login?returnTo=%2Fadmin%3Ftab%3D2"]));
  });

  it.each([
    ["/files/%2e%2e/admin", "/"],
    ["/files/..%2Fadmin", "/"],
  ])("lets the map see the path %s as it is", async (at, basepath) => {
    const gate = fakeGate({ "/..": { outcome: "forbidden", reason: "bad_path" } });
    gate.become(signedIn);
    const { text } = open(gate, at, basepath);
    await waitFor(() => expect(text()).not.toBe(""));
    const asked = gate.calls.routed[0];
    expect(asked === "/.." || asked === at).toBe(true);
  });
});

describe("a preload", () => {
  it.each([
    ["sign_in", {}],
    ["step_up", { stepUp: { maxAge: 60 } }],
    ["forbidden", { redirectTo: "/forbidden" }],
    ["forbidden", {}],
    ["indeterminate", {}],
  ] as const)("that the map answers with %s %o signs in nowhere, goes nowhere and loads nothing", async (outcome, more) => {
    const gate = fakeGate(admin({ outcome, reason: "any", ...more }));
    gate.become(signedIn);
    const { router, text, where, loaded } = open(gate, "/projects");
    await waitFor(() => expect(text()).toBe("page /projects"));
    await act(() => router.preloadRoute({ to: "/admin" }));
    expect([where(), loaded, gate.calls.signIn]).toEqual(["/projects", ["/projects"], []]);
    expect(console.error).not.toHaveBeenCalled();
  });

  it("starts no gate", async () => {
    const gate = fakeGate(admin({ outcome: "allow" }));
    const { router, loaded } = open(gate, "/projects");
    const started = gate.calls.start;
    await act(async () => void (await router.preloadRoute({ to: "/admin" })));
    await act(async () => void (await router.preloadRoute({ to: "/callback" })));
    expect([gate.calls.start, loaded]).toEqual([started, []]);
  });

  it("that was refused refuses nothing later, and one that was allowed opens nothing later", async () => {
    const gate = fakeGate(admin({ outcome: "forbidden", redirectTo: "/forbidden" }));
    gate.become(signedIn);
    const { router, text, loaded } = open(gate, "/projects");
    await waitFor(() => expect(text()).toBe("page /projects"));
    await act(() => router.preloadRoute({ to: "/admin" }));
    const refused = gate.route;
    gate.route = () => ({ outcome: "allow", reason: "granted", redirectTo: null });
    await act(() => router.navigate({ to: "/admin" }));
    await waitFor(() => expect(text()).toBe("page /admin"));
    await act(() => router.preloadRoute({ to: "/" }));
    expect(loaded).toContain("/ ahead");
    gate.route = (path) => (path === "/" ? { outcome: "forbidden", reason: "no_grant", redirectTo: "/forbidden" } : refused(path));
    await act(() => router.navigate({ to: "/" }));
    await waitFor(() => expect(text()).toBe("page /forbidden"));
  });
});

describe("gateCallback", () => {
  it.each([
    ["where the person was going", { returnTo: "/projects?tab=2#part" }, "/projects", "/app/projects?tab=2#part"],
    ["the landing page", { land: "/admin" }, "/admin", "/app/admin"],
  ])("goes to %s, replacing the entry", async (_, state, shown, to) => {
    const gate = fakeGate({}, "/app");
    const { router, text, where } = open(gate, "/app/callback?code=c&state=s", "/app");
    await act(async () => gate.become({ ...signedIn, ...state }));
    await waitFor(() => expect(text()).toBe(`page ${shown}`));
    expect([where(), router.history.length]).toEqual([to, 2]);
  });

  it("ignores the error of a callback that ended no session", async () => {
    const gate = fakeGate();
    gate.become({ ...signedIn, error: new GateError({ code: "callback_replayed", message: "used" }), land: "/projects" });
    const { text } = open(gate, "/callback?code=c&state=s");
    await waitFor(() => expect(text()).toBe("page /projects"));
  });

  it("goes nowhere on a server, where nobody comes back", async () => {
    const gate = { ...fakeGate(), start: async () => fakeGate().getSnapshot() };
    expect(await gateCallback(gate)({ preload: false } as never)).toBeUndefined();
  });

  it("gives a failed sign-in to the errorComponent and does not repeat it", async () => {
    const gate = fakeGate();
    gate.become({ status: "signed-out", error: new GateError({ code: "state_unknown", message: "unknown state" }) });
    const { text } = open(gate, "/callback?code=c&state=s");
    await waitFor(() => expect(text()).toBe("state_unknown"));
    expect(gate.calls.signIn).toEqual([]);
  });
});
