// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GateError } from "../../www/lib/errors.js";
import { Callback, GateProvider, Landing, RouteGuard, type RouteGuardProps } from "../../www/lib/react/index.js";
import { alice, type FakeGate, fakeGate, type Routes, type State } from "./fake-gate.js";

const navigate = vi.fn();
beforeEach(() => navigate.mockReset());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const become = (gate: FakeGate, state: State) => act(async () => gate.become(state));
const signedIn: State = { status: "signed-in", user: alice };
const within = (gate: FakeGate, children: React.ReactNode) => (
  <StrictMode>
    <GateProvider gate={gate} navigate={(to, options) => navigate(to, options)}>
      {children}
    </GateProvider>
  </StrictMode>
);

async function guarded(routes: Routes, state: State, props: Partial<RouteGuardProps> = {}) {
  const gate = fakeGate(routes);
  const guard = (
    <RouteGuard path="/admin" pending="pending" {...props}>
      secret
    </RouteGuard>
  );
  const view = render(within(gate, guard));
  expect(view.container.textContent).toBe("pending");
  await become(gate, state);
  return { gate, ...view, text: () => view.container.textContent };
}

const forbidden: Routes = { "/admin": { outcome: "forbidden", reason: "no_grant" } };
const forbiddenPage: Routes = { "/admin": { outcome: "forbidden", reason: "no_grant", redirectTo: "/forbidden" } };
const noNetwork = () => new GateError({ code: "network_error", message: "the provider cannot be reached", retriable: true });

describe("RouteGuard", () => {
  it("shows its children when the map allows the path", async () => {
    const { text, gate } = await guarded({ "/admin": { outcome: "allow" } }, signedIn);
    expect(text()).toBe("secret");
    expect(gate.calls.signIn).toEqual([]);
    expect(navigate).not.toHaveBeenCalled();
  });

  it("signs in once, however often effects run, and shows `pending` meanwhile", async () => {
    const { text, gate, rerender } = await guarded(forbidden, { status: "signed-out" }, { path: "/admin" });
    rerender(within(gate, <RouteGuard path="/admin" pending="still" />));
    expect(gate.calls.signIn).toEqual([{ returnTo: "/admin" }]);
    expect(text()).toBe("still");
  });

  it("lets the provider ask whoever signed out, here or in another tab, and nobody else", async () => {
    for (const [error, asked] of [
      [null, { prompt: "login", returnTo: "/admin" }],
      [new GateError({ code: "session_expired", message: "it ran out" }), { returnTo: "/admin" }],
    ] as const) {
      const { gate, unmount } = await guarded(forbidden, signedIn);
      await become(gate, { status: "signed-out", user: null, error });
      expect(gate.calls.signIn).toEqual([asked]);
      unmount();
    }
  });

  it("comes back to an address that a router holds with spaces", async () => {
    const { gate } = await guarded(forbidden, { status: "signed-out" }, { path: "/admin?q=a b" });
    expect(gate.calls.signIn).toEqual([{ returnTo: "/admin?q=a%20b" }]);
  });

  it("goes to the map's sign-in page with returnTo, once", async () => {
    const routes: Routes = { ...forbidden, "sign-in": { redirectTo: "/login?theme=dark#form" } };
    const { gate } = await guarded(routes, { status: "signed-out" }, { path: "/admin?tab=2&x=ü#top" });
    const to = "/login?theme=dark&returnTo=%2Fadmin%3Ftab%3D2%26x%3D%C3%BC%23top#form";
    expect(navigate.mock.calls).toEqual([[to, { replace: true }]]);
    expect(gate.calls.signIn).toEqual([]);
    expect(new URL(to, "https://app.example").searchParams.get("returnTo")).toBe("/admin?tab=2&x=ü#top");
  });

  it("authenticates again with what the rule asks", async () => {
    const stepUp = { acrValues: ["urn:2fa"], maxAge: 300 };
    const { gate, text } = await guarded({ "/admin": { outcome: "step_up", reason: "acr_unmet", stepUp } }, signedIn);
    expect(gate.calls.signIn).toEqual([{ ...stepUp, returnTo: "/admin" }]);
    expect(text()).toBe("pending");
  });

  it("renders `forbidden` for a refusal and never signs in for it", async () => {
    const { gate, text } = await guarded(forbiddenPage, signedIn, { forbidden: "403" });
    expect(text()).toBe("403");
    expect(navigate).not.toHaveBeenCalled();
    expect(gate.calls.signIn).toEqual([]);
  });

  it("goes to the map's forbidden page without a `forbidden` of its own", async () => {
    const { gate, text } = await guarded(forbiddenPage, signedIn);
    expect(navigate.mock.calls).toEqual([["/forbidden", { replace: true }]]);
    expect(text()).toBe("pending");
    expect(gate.calls.signIn).toEqual([]);
  });

  it("says so where there is neither", async () => {
    await guarded(forbidden, signedIn);
    expect(screen.getByRole("alert").textContent).toContain("no_grant");
    expect(navigate).not.toHaveBeenCalled();
  });

  it("takes what cannot be told neither for a refusal nor for a missing sign-in", async () => {
    const routes: Routes = { "/admin": { outcome: "indeterminate", reason: "overage" } };
    const { gate, text } = await guarded(routes, signedIn, { forbidden: ({ outcome, reason }) => `${outcome} ${reason}` });
    expect(text()).toBe("indeterminate overage");
    expect(navigate).not.toHaveBeenCalled();
    expect(gate.calls.signIn).toEqual([]);
  });

  it("keeps waiting while the session is pending", async () => {
    const { gate, text } = await guarded(forbiddenPage, { status: "pending" });
    expect(text()).toBe("pending");
    expect([gate.calls.signIn, navigate.mock.calls]).toEqual([[], []]);
  });

  it("shows a sign-in that failed, repeats it only when asked, even if the gate was pending in between", async () => {
    const { gate, text } = await guarded(forbidden, signedIn, { forbidden: "403" });
    gate.signInFails = noNetwork;
    await become(gate, { status: "signed-out" });
    expect(text()).toContain("the provider cannot be reached");
    await become(gate, { status: "pending" });
    await become(gate, { status: "signed-out", error: noNetwork() });
    expect(gate.calls.signIn).toHaveLength(1);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await act(async () => {});
    expect(gate.calls.signIn).toHaveLength(2);
    expect(screen.getByRole("alert").textContent).toContain("the provider cannot be reached");
  });

  it("signs in again for the next path", async () => {
    const { gate, rerender } = await guarded({ ...forbidden, "/billing": forbidden["/admin"] ?? {} }, { status: "signed-out" });
    rerender(within(gate, <RouteGuard path="/billing" />));
    expect(gate.calls.signIn).toEqual([{ returnTo: "/admin" }, { returnTo: "/billing" }]);
  });

  it("renders `error` for what no sign-in can mend, but not on a page that is allowed all the same", async () => {
    const error = new GateError({ code: "map_invalid", message: "the role map is refused" });
    const { text, gate } = await guarded(forbidden, { status: "error", error }, { error: (fault) => `error ${fault.code}` });
    expect(text()).toBe("error map_invalid");
    expect(gate.calls.signIn).toEqual([]);
    cleanup();
    const open = await guarded({ "/admin": { outcome: "allow" } }, { status: "error", error }, { error: "error" });
    expect(open.text()).toBe("secret");
  });

  it("goes through the history, with the basename and without a page load, where no navigate is given", async () => {
    const listened = vi.fn();
    window.addEventListener("popstate", listened);
    const gate = fakeGate(forbiddenPage, "/app/");
    render(
      <GateProvider gate={gate}>
        <RouteGuard path="/admin" />
      </GateProvider>,
    );
    await become(gate, signedIn);
    expect(location.pathname).toBe("/app/forbidden");
    expect(listened).toHaveBeenCalledTimes(1);
    window.removeEventListener("popstate", listened);
    history.replaceState(null, "", "/");
  });
});

describe("Callback", () => {
  it("goes on to where the person was going, once", async () => {
    const gate = fakeGate();
    const { container } = render(within(gate, <Callback pending="signing in" />));
    expect(container.textContent).toBe("signing in");
    expect(navigate).not.toHaveBeenCalled();
    await become(gate, { ...signedIn, returnTo: "/projects/42?x=1" });
    expect(navigate.mock.calls).toEqual([["/projects/42?x=1", { replace: true }]]);
  });

  it("goes to the landing page without one", async () => {
    const gate = fakeGate();
    render(within(gate, <Callback />));
    await become(gate, { ...signedIn, land: "/admin" });
    expect(navigate.mock.calls).toEqual([["/admin", { replace: true }]]);
  });

  it("stays on a failed sign-in as text, and tries again only when asked", async () => {
    const gate = fakeGate();
    const error = new GateError({ code: "authorization_denied", message: "the provider refused: <b>access_denied</b>" });
    render(within(gate, <Callback />));
    await become(gate, { status: "signed-out", error, returnTo: "/admin" });
    expect(screen.getByRole("alert").textContent).toContain("<b>access_denied</b>");
    expect([navigate.mock.calls, gate.calls.signIn]).toEqual([[], []]);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(gate.calls.signIn).toEqual([{ returnTo: "/admin" }]);
  });

  it("ignores the error of a callback that ended no session", async () => {
    const gate = fakeGate();
    render(within(gate, <Callback />));
    await become(gate, { ...signedIn, error: new GateError({ code: "callback_replayed", message: "used" }) });
    expect(navigate).toHaveBeenCalledTimes(1);
  });
});

describe("Landing", () => {
  it("goes to where the map lands the person, and does not chase its own page", async () => {
    const gate = fakeGate();
    const { rerender } = render(within(gate, <Landing pending="…" />));
    expect(navigate).not.toHaveBeenCalled();
    await become(gate, { ...signedIn, land: "/" });
    rerender(within(gate, <Landing pending="…" />));
    expect(navigate.mock.calls).toEqual([["/", { replace: true }]]);
  });
});
