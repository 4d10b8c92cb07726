// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { StrictMode, version } from "react";
import { version as versionOfDom } from "react-dom";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { GateError } from "../../www/lib/errors.js";
import { Can, GateProvider, SignedIn, SignedOut, useCan, useDecision, useGate, useUser } from "../../www/lib/react/index.js";
import { alice, type FakeGate, fakeGate } from "./fake-gate.js";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const become = (gate: FakeGate, ...args: Parameters<FakeGate["become"]>) => act(async () => gate.become(...args));

it("is tested against the React that its project names", () => {
  const wanted = new RegExp(`^${process.env.REACT}`);
  expect(version).toMatch(wanted);
  expect(versionOfDom).toMatch(wanted);
});

describe("GateProvider", () => {
  it("starts the gate and leaves it alone when it unmounts", () => {
    const gate = fakeGate();
    const { unmount } = render(<GateProvider gate={gate} />, { wrapper: StrictMode });
    unmount();
    expect(gate.calls.start).toBeGreaterThan(0);
    expect(gate.calls.disposed).toBe(0);
  });

  it("renders nothing again for a renewal, and again when the access or the user changed", async () => {
    const gate = fakeGate();
    const renders = vi.fn();
    render(
      <GateProvider gate={gate}>
        <Probe onRender={renders} />
      </GateProvider>,
    );
    const signedIn = { status: "signed-in", user: alice, expiresAt: 100, may: ["a"] } as const;
    await become(gate, signedIn);
    renders.mockClear();
    const renewed = { ...alice, claims: { ...alice.claims, exp: 200, iat: 101, nonce: "n", jti: "j" } };
    await become(gate, { ...signedIn, user: renewed, expiresAt: 200 });
    expect(renders).not.toHaveBeenCalled();
    await become(gate, { ...signedIn, may: [], groups: { values: ["x"], state: "present" } });
    expect(renders).toHaveBeenLastCalledWith("Alice", false);
    await become(gate, { ...signedIn, user: { ...alice, name: "Bob" } });
    expect(renders).toHaveBeenLastCalledWith("Bob", true);
    await become(gate, { ...signedIn, user: { ...alice, name: "Bob" }, may: [], revision: 1 });
    expect(renders).toHaveBeenLastCalledWith("Bob", false);
    expect(renders).toHaveBeenCalledTimes(3);
  });

  it("may be given a new navigate on every render without rendering what is below", () => {
    const renders = vi.fn();
    const below = <Probe onRender={renders} />;
    const gate = fakeGate();
    const { rerender } = render(
      <GateProvider gate={gate} navigate={() => {}}>
        {below}
      </GateProvider>,
    );
    rerender(
      <GateProvider gate={gate} navigate={() => {}}>
        {below}
      </GateProvider>,
    );
    expect(renders).toHaveBeenCalledTimes(1);
  });

  it("is missed with an error that says what to do", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect(() => render(<Can permission="a" />)).toThrowError(GateError);
    expect(() => render(<Can permission="a" />)).toThrowError(/GateProvider/);
  });
});

describe("server rendering", () => {
  it("is pending, and hydrates without a mismatch even when the gate knows more by then", async () => {
    const server = fakeGate();
    const html = renderToString(
      <GateProvider gate={server}>
        <Page />
      </GateProvider>,
    );
    expect(html).toContain("pending");
    expect(server.calls.start).toBe(0);
    const root = document.body.appendChild(document.createElement("div"));
    root.innerHTML = html;
    const gate = fakeGate();
    gate.become({ status: "signed-in", user: alice, may: ["a"] });
    const complaints = vi.spyOn(console, "error");
    const recovered = vi.fn();
    const hydrated = await act(async () =>
      hydrateRoot(
        root,
        <GateProvider gate={gate}>
          <Page />
        </GateProvider>,
        { onRecoverableError: recovered },
      ),
    );
    expect(recovered).not.toHaveBeenCalled();
    expect(complaints).not.toHaveBeenCalled();
    expect(root.textContent).toBe("signed-in granted trueyes");
    expect(root.querySelector("button")?.disabled).toBe(false);
    act(() => hydrated.unmount());
    root.remove();
  });
});

describe("Can", () => {
  const show = async (element: React.ReactNode, may: string[] = ["a", "b"]) => {
    const gate = fakeGate();
    const view = render(<GateProvider gate={gate}>{element}</GateProvider>);
    await become(gate, { status: "signed-in", user: alice, may, reasons: { blocked: { outcome: "denied", reason: "explicit_deny" } } });
    return view.container.textContent;
  };

  it("shows its children only to whom may, and nothing before that is known", async () => {
    const gate = fakeGate();
    const { container } = render(
      <GateProvider gate={gate}>
        <Can permission="a">yes</Can>
      </GateProvider>,
    );
    expect(container.textContent).toBe("");
    await become(gate, { status: "signed-in", user: alice, may: ["a"] });
    expect(container.textContent).toBe("yes");
    await become(gate, { status: "signed-out" });
    expect(container.textContent).toBe("");
  });

  it.each([
    ["one held", { permission: "a" }, "yes"],
    ["one not held", { permission: "c" }, "no"],
    ["any with one held", { any: ["c", "b"] }, "yes"],
    ["any with none held", { any: ["c", "d"] }, "no"],
    ["any of nothing", { any: [] }, "no"],
    ["all held", { all: ["a", "b"] }, "yes"],
    ["all but one held", { all: ["a", "c"] }, "no"],
    ["all of nothing", { all: [] }, "no"],
  ] as const)("%s", async (_, ask, text) => {
    expect(
      await show(
        <Can {...ask} fallback="no">
          yes
        </Can>,
      ),
    ).toBe(text);
  });

  it.each([
    ["a held permission", { permission: "a" }, "false undefined"],
    ["a refused one, with its reason", { permission: "blocked" }, "true explicit_deny"],
    ["all, with the reason of the one refused", { all: ["a", "blocked"] }, "true explicit_deny"],
    ["any of nothing", { any: [] }, "true unknown_permission"],
  ] as const)("with disable renders for %s", async (_, ask, text) => {
    expect(
      await show(
        <Can {...ask} disable>
          {({ disabled, reason }) => `${disabled} ${reason}`}
        </Can>,
      ),
    ).toBe(text);
  });
});

describe("who is here", () => {
  it("shows neither side while that is not known", async () => {
    const gate = fakeGate();
    const { container } = render(
      <GateProvider gate={gate}>
        <SignedIn>in</SignedIn>
        <SignedOut>out</SignedOut>
      </GateProvider>,
    );
    expect(container.textContent).toBe("");
    await become(gate, { status: "signed-out" });
    expect(container.textContent).toBe("out");
    await become(gate, { status: "signed-in", user: alice });
    expect(container.textContent).toBe("in");
    await become(gate, { status: "error", error: new GateError({ code: "config_invalid", message: "no issuer" }) });
    expect(container.textContent).toBe("");
  });

  it("useGate is the gate with its snapshot", async () => {
    const gate = fakeGate();
    render(
      <GateProvider gate={gate}>
        <Profile />
      </GateProvider>,
    );
    await become(gate, { status: "signed-in", user: alice, roles: ["admin"], may: ["a"] });
    fireEvent.click(screen.getByText("Alice admin true"));
    expect(gate.calls.signIn).toHaveLength(1);
  });
});

function Probe({ onRender }: { onRender: (name: string | undefined, may: boolean) => void }) {
  onRender(useUser()?.name, useCan("a"));
  return null;
}

function Page() {
  const gate = useGate();
  return (
    <main>
      {gate.snapshot.status} {useDecision("a").reason} {String(useCan("a"))}
      <Can permission="a" fallback="no">
        yes
      </Can>
      <Can permission="a" disable>
        {({ disabled, reason }) => <button type="button" disabled={disabled} title={reason} />}
      </Can>
    </main>
  );
}

function Profile() {
  const { snapshot, signIn, can } = useGate();
  return <button type="button" onClick={() => signIn()}>{`${snapshot.user?.name} ${snapshot.roles} ${can("a")}`}</button>;
}
