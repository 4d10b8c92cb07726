// @vitest-environment jsdom
import { act, cleanup, render, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import {
  createMemoryRouter,
  isRouteErrorResponse,
  MemoryRouter,
  Route,
  type RouteObject,
  RouterProvider,
  Routes,
  useRouteError,
} from "react-router";
import { afterEach, describe, expect, it } from "vitest";
import { GateError } from "../../www/lib/errors.js";
import { GateProvider } from "../../www/lib/react/index.js";
import { GateGuard, gateCallback, gateMiddleware } from "../../www/lib/react-router/index.js";
import { type Routes as Answers, alice, type FakeGate, fakeGate, type State } from "./fake-gate.js";

afterEach(cleanup);

const signedIn: State = { status: "signed-in", user: alice };
const admin = (decision: Answers[string]): Answers => ({ "/admin": decision });

function Problem() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) return <p>{`${error.status} ${JSON.stringify(error.data)}`}</p>;
  return <p>{error instanceof GateError ? error.code : `unexpected ${error}`}</p>;
}

const pages: RouteObject[] = ["/", "/login", "/forbidden", "/projects", "/admin", "/files/*"].map((path) => ({
  path,
  element: <p>page {path}</p>,
}));

function open(gate: FakeGate, at: string, basename = "/") {
  const guarded: RouteObject = {
    middleware: [gateMiddleware(gate)],
    errorElement: <Problem />,
    hydrateFallbackElement: <p />,
    children: pages,
  };
  const callback: RouteObject = {
    path: "/callback",
    loader: gateCallback(gate),
    errorElement: <Problem />,
    element: null,
    hydrateFallbackElement: <p />,
  };
  const router = createMemoryRouter([callback, guarded], { basename, initialEntries: [at] });
  const view = render(<RouterProvider router={router} />);
  const where = () => router.state.location.pathname + router.state.location.search;
  return { router, where, text: () => view.container.textContent };
}

describe("gateMiddleware", () => {
  it("waits for the gate, then opens what the map allows", async () => {
    const gate = fakeGate();
    const { text } = open(gate, "/projects");
    expect(text()).toBe("");
    gate.become(signedIn);
    await waitFor(() => expect(text()).toBe("page /projects"));
  });

  it("is asked for every navigation between children that have no loader", async () => {
    const gate = fakeGate({ "/admin": { outcome: "forbidden", redirectTo: "/forbidden" } });
    gate.become(signedIn);
    const { router, text, where } = open(gate, "/projects");
    await waitFor(() => expect(text()).toBe("page /projects"));
    await act(() => router.navigate("/admin"));
    expect(where()).toBe("/forbidden");
    expect(gate.calls.routed).toEqual(["/projects", "/admin", "/forbidden"]);
    expect(gate.calls.signIn).toEqual([]);
  });

  it("asks about an open page again when the router revalidates", async () => {
    const gate = fakeGate({ ...admin({}), "sign-in": { redirectTo: "/login" } });
    gate.become({ ...signedIn });
    const { router, where } = open(gate, "/admin");
    await waitFor(() => expect(gate.calls.routed).toEqual(["/admin"]));
    gate.become({ status: "signed-out" });
    await act(() => router.revalidate());
    await waitFor(() => expect(where()).toBe("/login?returnTo=%2Fadmin"));
  });

  it("refuses nobody who is not known any more, and goes on when they are", async () => {
    const gate = fakeGate();
    gate.become(signedIn);
    const { router, text } = open(gate, "/projects");
    await waitFor(() => expect(text()).toBe("page /projects"));
    gate.become({ status: "pending" });
    await act(async () => void router.navigate("/admin"));
    expect(text()).toBe("page /projects");
    await act(async () => gate.become(signedIn));
    await waitFor(() => expect(text()).toBe("page /admin"));
  });

  it("asks about the path that the router matched, not about the one that URL parsing makes of it", async () => {
    const gate = fakeGate({ "/..": { outcome: "forbidden", reason: "bad_path" } });
    gate.become(signedIn);
    const { text } = open(gate, "/files/%2e%2e/projects");
    await waitFor(() => expect(text()).toContain("bad_path"));
  });

  it("goes to the sign-in page of the map with returnTo, replacing the entry", async () => {
    const gate = fakeGate({ ...admin({ outcome: "forbidden" }), "sign-in": { redirectTo: "/login" } });
    gate.become({ status: "signed-out" });
    const { router, where } = open(gate, "/admin?tab=2");
    await waitFor(() => expect(where()).toBe("/login?returnTo=%2Fadmin%3Ftab%3D2"));
    expect(router.state.historyAction).toBe("REPLACE");
  });

  it("signs in at the provider without such a page, and renders nothing meanwhile", async () => {
    const gate = fakeGate(admin({ outcome: "forbidden" }));
    gate.become({ status: "signed-out" });
    const { text } = open(gate, "/admin?tab=2");
    await waitFor(() => expect(gate.calls.signIn).toEqual([{ returnTo: "/admin?tab=2" }]));
    expect(text()).toBe("");
  });

  it("lets the provider ask whoever signed out in this page", async () => {
    const gate = fakeGate(admin({ outcome: "forbidden" }));
    gate.become(signedIn);
    const { router, text } = open(gate, "/projects");
    await waitFor(() => expect(text()).toBe("page /projects"));
    gate.become({ status: "signed-out" });
    await act(async () => void router.navigate("/admin"));
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
  ] as const)("answers %s with an error response, never with a sign-in", async (outcome, reason, status) => {
    const gate = fakeGate(admin({ outcome, reason }));
    gate.become(signedIn);
    const { text, where } = open(gate, "/admin");
    await waitFor(() => expect(text()).toBe(`${status} ${JSON.stringify({ outcome, reason })}`));
    expect(where()).toBe("/admin");
    expect(gate.calls.signIn).toEqual([]);
  });

  it("gives what no sign-in can mend to the errorElement, and a sign-in that cannot start", async () => {
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

  it.each([
    ["/app", "/app/admin"],
    ["/app/", "/APP/admin"],
  ])("asks without the basename %s and adds it to redirects", async (basename, at) => {
    const gate = fakeGate({ ...admin({ outcome: "forbidden" }), "sign-in": { redirectTo: "/login" } }, basename);
    gate.become({ status: "signed-out" });
    const { where, text } = open(gate, at, basename);
    await waitFor(() => expect(text()).toBe("page /login"));
    expect(where()).toBe("/app/login?returnTo=%2Fadmin");
    expect(gate.calls.routed).toEqual(["/admin", "/login"]);
  });
});

describe("gateCallback", () => {
  it.each([
    ["where the person was going", { returnTo: "/projects" }, "/projects"],
    ["the landing page", { land: "/admin" }, "/admin"],
  ])("goes to %s, replacing the entry", async (_, state, to) => {
    const gate = fakeGate({}, "/app");
    const { router, text } = open(gate, "/app/callback?code=c&state=s", "/app");
    await act(async () => gate.become({ ...signedIn, ...state }));
    await waitFor(() => expect(text()).toBe(`page ${to}`));
    expect(router.state.location.pathname).toBe(`/app${to}`);
    expect(router.state.historyAction).toBe("REPLACE");
  });

  it("ignores the error of a callback that ended no session", async () => {
    const gate = fakeGate();
    gate.become({ ...signedIn, error: new GateError({ code: "callback_replayed", message: "used" }), land: "/projects" });
    const { text } = open(gate, "/callback?code=c&state=s");
    await waitFor(() => expect(text()).toBe("page /projects"));
  });

  it("gives a failed sign-in to the errorElement and does not repeat it", async () => {
    const gate = fakeGate();
    gate.become({ status: "signed-out", error: new GateError({ code: "state_unknown", message: "unknown state" }) });
    const { text } = open(gate, "/callback?code=c&state=s");
    await waitFor(() => expect(text()).toBe("state_unknown"));
    expect(gate.calls.signIn).toEqual([]);
  });
});

describe("GateGuard", () => {
  const at = (gate: FakeGate, path: string) =>
    render(
      <StrictMode>
        <GateProvider gate={gate}>
          <MemoryRouter basename="/app" initialEntries={[path]}>
            <Routes>
              <Route element={<GateGuard pending="pending" />}>
                {["/login", "/admin", "/forbidden"].map((page) => (
                  <Route key={page} path={page} element={<p>page {page}</p>} />
                ))}
              </Route>
            </Routes>
          </MemoryRouter>
        </GateProvider>
      </StrictMode>,
    );

  it("guards the outlet by the location without its basename", async () => {
    const gate = fakeGate({ "/admin": { outcome: "forbidden", redirectTo: "/forbidden" } });
    const { container } = at(gate, "/app/admin?x=1#h");
    expect(container.textContent).toBe("pending");
    await act(async () => gate.become(signedIn));
    expect(container.textContent).toBe("page /forbidden");
    expect(new Set(gate.calls.routed)).toEqual(new Set(["/admin?x=1#h", "/forbidden"]));
  });

  it("goes to the sign-in page by the router", async () => {
    const gate = fakeGate({ "/admin": { outcome: "forbidden" }, "sign-in": { redirectTo: "/login" } });
    const { container } = at(gate, "/app/admin");
    await act(async () => gate.become({ status: "signed-out" }));
    expect(container.textContent).toBe("page /login");
  });
});
