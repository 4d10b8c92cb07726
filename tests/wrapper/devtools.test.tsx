// @vitest-environment jsdom
import { act, cleanup, configure, fireEvent, render, within } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GateDevtools, withDevtools } from "../../www/lib/devtools/index.js";
import { GateError } from "../../www/lib/errors.js";
import { Can, GateProvider } from "../../www/lib/react/index.js";
import { type PolicyGate, policyGate } from "./policy-gate.js";

const HELD = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

// Whether each element is hidden is jsdom's slowest question; it is asked where it matters.
configure({ defaultHidden: true });

let gate: PolicyGate;
beforeEach(async () => {
  gate = await policyGate();
  gate.become(["Administrators", "WestCoastDivision"]);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const host = () => document.querySelector("claimgate-devtools");
const panel = () => within(host()?.shadowRoot?.firstElementChild as HTMLElement);
const press = (element: Element, key: string) => fireEvent.keyDown(element, { key });
const focused = () => host()?.shadowRoot?.activeElement;
const choose = (name: string | RegExp) => fireEvent.click(panel().getByRole("tab", { name }));
const node = (id: string) => host()?.shadowRoot?.querySelector(`[data-node="${id}"]`) as HTMLElement;
const button = (name: string | RegExp) => panel().getByRole("button", { name });

function show(given = gate) {
  render(<GateDevtools gate={given} initiallyOpen />);
}

function explain(question: string) {
  fireEvent.change(panel().getByLabelText("Permission or path"), { target: { value: question } });
  fireEvent.click(button("Explain"));
}

describe("the panel", () => {
  it("is a button that opens it, and Escape gives the focus back to the button", () => {
    render(<GateDevtools gate={gate} />);
    expect(panel().queryByRole("tablist", { hidden: false })).toBeNull();
    fireEvent.click(button(/Open the claimgate devtools/));
    expect(focused()?.textContent).toBe("Session");
    press(panel().getByRole("tabpanel"), "Escape");
    expect(panel().queryByRole("tablist", { hidden: false })).toBeNull();
    expect(focused()).toBe(button(/Open the claimgate devtools/));
  });

  it("stands in a room of its own, which goes with it, and renders nothing on a server", () => {
    expect(renderToString(<GateDevtools gate={gate} initiallyOpen />)).toBe("");
    const { unmount, container } = render(<GateDevtools gate={gate} initiallyOpen />);
    expect(container.innerHTML).toBe("");
    expect(host()?.parentElement).toBe(document.body);
    unmount();
    expect(host()).toBeNull();
  });

  it("takes the gate of the provider above it", () => {
    render(
      <GateProvider gate={gate}>
        <GateDevtools initiallyOpen />
      </GateProvider>,
    );
    expect(panel().getAllByText("Alice").length).toBeGreaterThan(0);
  });

  it("walks its tabs by the arrow keys, round and round", () => {
    show();
    press(panel().getByRole("tab", { name: "Session" }), "ArrowRight");
    expect(panel().getByRole("tab", { selected: true }).textContent).toBe("Claims");
    press(panel().getByRole("tab", { name: "Claims" }), "End");
    press(panel().getByRole("tab", { selected: true }), "ArrowRight");
    expect(focused()?.textContent).toBe("Session");
    expect(
      panel()
        .getAllByRole("tab")
        .map(({ tabIndex }) => tabIndex),
    ).toEqual([0, -1, -1, -1, -1, -1, -1]);
  });

  it("is made higher by the arrow keys", () => {
    show();
    const edge = panel().getByRole("separator");
    const before = Number(edge.getAttribute("aria-valuenow"));
    press(edge, "ArrowUp");
    expect(Number(edge.getAttribute("aria-valuenow"))).toBe(before + 40);
  });

  it("keeps what goes wrong in it to itself", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const broken = Object.assign(Object.create(gate), {
      landing: () => {
        throw new Error("no landing");
      },
    });
    const { container } = render(
      <>
        <p>the page</p>
        <GateDevtools gate={broken} initiallyOpen />
      </>,
    );
    expect(container.textContent).toBe("the page");
    panel().getByText(/devtools failed: no landing/);
  });

  it("lets no key that is pressed in it reach the page", () => {
    show();
    const heard = vi.fn();
    document.addEventListener("keydown", heard);
    press(panel().getByRole("tabpanel"), "d");
    document.removeEventListener("keydown", heard);
    expect(heard).not.toHaveBeenCalled();
  });
});

describe("Session", () => {
  it("counts down to the end of the session, and says that it ended", () => {
    vi.useFakeTimers();
    gate.become(["Administrators"], { expiresAt: Date.now() / 1000 + 65 });
    show();
    expect(panel().getAllByRole("timer")[0]?.textContent).toBe("1:05");
    act(() => vi.advanceTimersByTime(5000));
    expect(panel().getAllByRole("timer")[0]?.textContent).toBe("1:00");
    act(() => vi.advanceTimersByTime(61_000));
    expect(panel().getAllByRole("timer")[0]?.textContent).toBe("ended");
  });

  it("says that nobody is there, and which error", () => {
    gate.become(null, { status: "error", error: new GateError({ code: "issuer_mismatch", message: "another issuer answered" }) });
    show();
    panel().getByText("issuer_mismatch");
    panel().getByText("Nobody is signed in.");
    expect(panel().queryByRole("timer")).toBeNull();
  });
});

describe("Claims", () => {
  const claims = { nonce: "n-secret", some_token: "t-secret", inner: { id: HELD, plain: "x" }, late: "y" };

  it("shows where each came from, and neither nonce nor token", () => {
    gate.become(["Administrators"], { claims });
    show();
    choose("Claims");
    const row = (name: string) => panel().getByText(name).closest("tr")?.textContent;
    expect(row("groups")).toContain("ID token; groups are read here");
    expect(row("iss")).toContain("not told by this gate");
    const text = host()?.shadowRoot?.innerHTML ?? "";
    for (const secret of ["n-secret", "t-secret", HELD]) expect(text).not.toContain(secret);
  });

  it("copies them when it is told to, and no secret with them", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
    gate.become(["Administrators"], { claims });
    show();
    choose("Claims");
    await act(async () => void fireEvent.click(button("Copy these claims")));
    panel().getByText("Copied");
    const [text] = writeText.mock.calls[0] as unknown as [string];
    expect(JSON.parse(text)).toMatchObject({
      sub: "a1",
      nonce: "[redacted]",
      some_token: "[redacted]",
      inner: { id: "[redacted]", plain: "x" },
    });
    vi.unstubAllGlobals();
  });

  it("looks into the access token only when it is asked, and shows its claims alone", async () => {
    const jwt = await policyGate(undefined, HELD);
    jwt.become([]);
    const asked = vi.spyOn(jwt, "getAccessToken");
    show(jwt);
    choose("Claims");
    expect(asked).not.toHaveBeenCalled();
    await act(async () => void fireEvent.click(button("Show its claims")));
    expect(panel().getByRole("table", { name: "Claims of the access token" }).textContent).toContain("sub");
    expect(host()?.shadowRoot?.innerHTML).not.toContain(HELD);
  });

  it("says that an access token is opaque", async () => {
    show();
    choose("Claims");
    await act(async () => void fireEvent.click(button("Show its claims")));
    panel().getByText(/It is opaque/);
  });
});

describe("Access", () => {
  const nodes = (group: string) => panel().getByRole("heading", { name: group }).parentElement as HTMLElement;
  const names = (group: string) =>
    within(nodes(group))
      .getAllByRole("button")
      .map(({ textContent }) => textContent);

  it("draws what is held, and what is not", () => {
    show();
    choose("Access");
    expect(names("Groups")).toEqual(["Administratorsheld", "$authenticatedeverybody", "WestCoastDivisionno effect"]);
    expect(names("Roles")).toEqual(["adminheld", "editorheld", "viewerheld", "bookkeepernot held", "suspendednot held"]);
    expect(names("Permissions").filter((name) => name?.endsWith("held"))).toHaveLength(6);
    expect(names("Permissions")).toContain("admin:billing:manageno grant");
    panel().getByText("of 7 permissions", { exact: false });
  });

  it("can be followed by the arrow keys, along the lines", () => {
    show();
    choose("Access");
    const first = node("group Administrators");
    expect(
      panel()
        .getAllByRole("button")
        .filter(({ tabIndex, dataset }) => dataset.node && tabIndex === 0),
    ).toEqual([first]);
    press(first, "ArrowRight");
    expect(focused()?.textContent).toBe("adminheld");
    press(node("role admin"), "ArrowDown");
    press(node("role editor"), "ArrowRight");
    expect(focused()?.textContent).toBe("projects:readheld");
    const marked = [...(host()?.shadowRoot?.querySelectorAll(".lines .near") ?? [])];
    // Administrators to admin, $authenticated to viewer, both inheritances, viewer to the permission.
    expect(marked).toHaveLength(5);
    expect(panel().getByLabelText("The chosen name").textContent).toContain("See the list of projects");
    fireEvent.click(button("Show all lines"));
    expect(focused()).toBe(node("permission projects:read"));
    expect(host()?.shadowRoot?.querySelectorAll(".lines .near")).toHaveLength(0);
    fireEvent.click(node("permission projects:read"));
    press(node("permission projects:read"), "Escape");
    expect(host()?.shadowRoot?.querySelectorAll(".lines .near")).toHaveLength(0);
    panel().getByRole("tablist");
  });

  it("shows what a capture holds, by asking the gate", () => {
    gate.become(["proj-42-reader"]);
    show();
    choose("Access");
    expect(names("Permissions")).toEqual(expect.arrayContaining(["project:{id}:readsome, below", "project:42:readheld"]));
    expect(names("Roles")).toContain("no roleby entry");
  });

  it("shows a deny as one, with its words", () => {
    gate.become(["Suspended", "app-editors"]);
    show();
    choose("Access");
    expect(names("Permissions").every((name) => name?.endsWith("denied"))).toBe(true);
    expect(host()?.shadowRoot?.querySelectorAll(".lines .deny")).toHaveLength(8);
    fireEvent.click(node("role suspended"));
    panel().getByText("Takes");
  });

  it("calls nothing denied that nobody took away", () => {
    gate.become(null);
    show();
    choose("Access");
    expect(names("Permissions").every((name) => name?.endsWith("signed_out"))).toBe(true);
    expect(host()?.shadowRoot?.querySelector(".node.no")).toBeNull();
  });

  it("can be narrowed to some permissions, where there are many", async () => {
    const permissions = Object.fromEntries(Array.from({ length: 40 }, (_, id) => [`area:${id}`, ""]));
    const groups = [{ match: "readers", allow: ["area:1", "area:11"] }];
    const many = await policyGate({
      version: 1,
      permissions,
      groups,
      claims: { client: { groups: { sources: [{ token: "id", path: ["groups"] }] } } },
    });
    many.become(["readers"]);
    show(many);
    choose("Access");
    expect(names("Permissions")).toHaveLength(40);
    fireEvent.change(panel().getByLabelText("Permissions with these letters"), { target: { value: "1" } });
    expect(names("Permissions")).toHaveLength(13);
    fireEvent.click(panel().getByRole("checkbox", { name: "Only held" }));
    expect(names("Permissions")).toEqual(["area:1held", "area:11held"]);
    panel().getByText("of 40 permissions", { exact: false });
  });

  it("follows the gate", () => {
    show();
    choose("Access");
    act(() => gate.become([]));
    expect(names("Permissions").filter((name) => name?.endsWith("held"))).toEqual(["projects:readheld"]);
  });
});

describe("Ask", () => {
  it.each(["admin:billing:manage", "projects:read", "projects:wrote", "a:*"])("tells of %s what the gate explains", (name) => {
    show();
    choose("Ask");
    explain(name);
    expect(host()?.shadowRoot?.querySelector("pre")?.textContent).toBe(gate.explain(name).text);
  });

  it("tells of a path what the gate explains, of this page too", () => {
    show();
    choose("Ask");
    explain("/projects/42/edit");
    expect(host()?.shadowRoot?.querySelector("pre")?.textContent).toBe(gate.explainRoute("/projects/42/edit").text);
    expect(panel().getAllByText("allow")).toHaveLength(2);
    fireEvent.click(button("This page"));
    expect(panel().getByRole("heading", { level: 3, name: "/" })).toBeTruthy();
  });

  it("leaves Escape to the browser in a box that was typed into", () => {
    show();
    choose("Ask");
    explain("projects:read");
    press(panel().getByLabelText("Permission or path"), "Escape");
    panel().getByRole("tablist", { hidden: false });
  });

  it("offers what lies near, and asks anew when the answer changes", () => {
    show();
    choose("Ask");
    explain("projects:wrote");
    fireEvent.click(button("projects:write"));
    expect(focused()).toBe(panel().getByLabelText("Permission or path"));
    panel().getByText("Allowed");
    act(() => gate.become([]));
    panel().getByText("Denied");
  });
});

describe("View as", () => {
  const settled = () => act(async () => new Promise((resolve) => setTimeout(resolve, 0)));

  async function viewAs(...groups: string[]) {
    choose("View as");
    for (const box of panel().getAllByRole("checkbox", { checked: true })) {
      if (!box.closest(".onpage")) fireEvent.click(box);
    }
    for (const name of groups) fireEvent.click(panel().getByRole("checkbox", { name: new RegExp(`^${name}`) }));
    await settled();
  }

  it("asks the map about others, says so, and leaves the gate as it is", async () => {
    show();
    await viewAs("Bookkeeping");
    expect(panel().getByText("Viewing as").parentElement?.textContent).toContain("Bookkeeping");
    const row = panel().getByText("admin:billing:manage").closest("tr") as HTMLElement;
    expect(row.textContent).toContain("Allowed");
    expect(row.className).toBe("differs");
    choose("Ask");
    explain("admin:billing:manage");
    panel().getByText("Allowed");
    expect(gate.can("admin:billing:manage")).toBe(false);
    fireEvent.click(button("Stop"));
    expect(focused()?.textContent).toBe("Ask");
    panel().getByText("Denied");
  });

  it("leads there from what would help", async () => {
    show();
    choose("Ask");
    explain("admin:billing:manage");
    fireEvent.click(button("view as Bookkeeping"));
    await settled();
    panel().getByText("Allowed");
    expect(panel().getByText("Viewing as").parentElement?.textContent).toContain("Administrators, WestCoastDivision, Bookkeeping");
  });

  it("takes a group that is typed", async () => {
    show();
    await viewAs();
    fireEvent.change(panel().getByLabelText("Another group"), { target: { value: "proj-7-reader" } });
    fireEvent.click(button("Add"));
    await settled();
    expect(panel().getByText("project:7:read").closest("tr")?.textContent).toContain("Allowed");
  });

  it("shows the page as they would see it, when the gate lets it, and nothing of tokens or sign-in", async () => {
    const shown = withDevtools(gate);
    const { container } = render(
      <GateProvider gate={shown}>
        <Can permission="projects:write">write</Can>
        <GateDevtools initiallyOpen />
      </GateProvider>,
    );
    expect(container.textContent).toBe("write");
    await viewAs("Bookkeeping");
    expect(container.textContent).toBe("write");
    fireEvent.click(panel().getByRole("checkbox", { name: /Show this page/ }));
    expect(container.textContent).toBe("");
    expect(host()?.shadowRoot?.querySelector(".frame")).toBeTruthy();
    expect(shown.getSnapshot()).toMatchObject({
      status: "signed-in",
      roles: ["bookkeeper", "viewer"],
      groups: { values: ["Bookkeeping"] },
    });
    expect([shown.getAccessToken, shown.fetch, shown.headers, shown.signIn, shown.signOut]).toEqual([
      gate.getAccessToken,
      gate.fetch,
      gate.headers,
      gate.signIn,
      gate.signOut,
    ]);
    choose("Session");
    expect(panel().getByRole("list", { name: "Roles" }).textContent).toBe("admineditorviewer");
    fireEvent.click(button("Stop"));
    expect(container.textContent).toBe("write");
  });

  it("never says yes after the session, or for another person", async () => {
    const shown = withDevtools(gate);
    render(<GateDevtools gate={shown} initiallyOpen />);
    const show = async () => {
      await viewAs("Bookkeeping");
      fireEvent.click(panel().getByRole("checkbox", { name: /Show this page/ }));
      expect(shown.can("admin:billing:manage")).toBe(true);
    };
    await show();
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 301_000);
    expect(shown.can("admin:billing:manage")).toBe(false);
    vi.restoreAllMocks();
    act(() => gate.become(null));
    expect(shown.can("admin:billing:manage")).toBe(false);
    act(() => gate.become([], { claims: { sub: "b2" } }));
    expect(shown.can("admin:billing:manage")).toBe(false);
    expect(panel().queryByText("Viewing as")).toBeNull();
  });

  it("is no other gate in production", () => {
    vi.stubEnv("NODE_ENV", "production");
    expect(withDevtools(gate)).toBe(gate);
  });
});

describe("Checks", () => {
  it("tells what the lint finds in the map", async () => {
    show();
    choose("Checks");
    await vi.waitFor(() => panel().getByText("lifts_rules"), { timeout: 5000 });
  });

  it("tells why a map was refused", () => {
    const finding = {
      level: "error",
      code: "unknown_role",
      pointer: "/groups/0/roles/0",
      line: null,
      column: null,
      message: "m",
      help: "h",
    } as const;
    gate.become(null, { status: "error", error: new GateError({ code: "map_invalid", message: "refused", findings: [finding] }) });
    show();
    choose("Checks");
    panel().getByText("unknown_role");
    panel().getByText("/groups/0/roles/0");
  });
});

describe("the report of the gate", () => {
  const now = 1_800_000_000;
  const report = {
    versions: { package: "0.1.0", wasm: "0.1.0" },
    lastError: { at: now, code: "network_error", claim: null },
    abilities: { webCrypto: true, locks: false },
    core: {
      provider: { issuer: "https://idp.example", endpoints: { token: "https://t.example", jwks: "https://t.example", revocation: null } },
      settings: { storage: "memory", leeway: 60 },
      clockOffset: -70,
      session: { receivedAt: now, accessExpiresAt: now + 60, hasRefreshToken: true },
      renewalPausedUntil: null,
      verification: {
        at: now,
        checks: [
          { step: "1 envelope", ok: true },
          { step: "11 nonce", ok: true },
        ],
        code: null,
        claim: null,
      },
    },
  };

  it("tells of each claim which source it came from", async () => {
    const session = { ...report.core.session, userinfoClaims: ["groups", "7"] };
    const told = await policyGate(undefined, undefined, { ...report, core: { ...report.core, session } });
    told.become(["Administrators"], { claims: { 7: "seven" } });
    show(told);
    choose("Claims");
    const origin = (name: string) => panel().getByText(name, { selector: "th code" }).closest("tr")?.lastChild?.textContent;
    // What explains the groups is the policy's word for where it read them, and this gate gives it one token.
    expect(["iss", "sub", "7", "groups"].map(origin)).toEqual(["ID token", "ID token", "userinfo", "userinfo"]);
  });

  it("is told step by step, with the clock and what is missing here", async () => {
    show(await policyGate(undefined, undefined, report));
    choose("Checks");
    const steps = within(panel().getByRole("list", { name: "Checks of the last ID token" })).getAllByRole("listitem");
    expect(steps.map(({ textContent }) => textContent)).toEqual(["✓passed: 1 envelope", "✓passed: 11 nonce"]);
    for (const text of ["70 s ahead of the provider's", "https://t.example", "storage memory, leeway 60", "locks"]) panel().getByText(text);
  });

  it("says what a token failed with", async () => {
    const verification = { at: now, checks: [], code: "audience_rejected", claim: "aud" };
    show(await policyGate(undefined, undefined, { core: { verification } }));
    choose("Checks");
    panel().getByText("audience_rejected");
    panel().getByText("aud");
  });

  it("gives the access token its time, which the claims do not tell", async () => {
    vi.spyOn(Date, "now").mockReturnValue(now * 1000);
    const reporting = await policyGate(undefined, undefined, report);
    reporting.become(["Administrators"]);
    show(reporting);
    expect(panel().getByLabelText("Access token: time left").getAttribute("value")).toBe("60");
    panel().getByText("held");
  });

  it("may be missing", () => {
    show();
    choose("Checks");
    panel().getByText("This gate reports nothing of itself.");
  });
});

describe("Events", () => {
  it("lists every type, the newest first, and forgets them when it is told to", () => {
    show();
    act(() => {
      gate.emit({ type: "renewed", sub: "a1" });
      gate.emit({ type: "warning", error: new GateError({ code: "clock_skew", message: "off by 70 s" }) });
      gate.emit({ type: "step-up-required", acrValues: ["mfa"], maxAge: 60 });
      gate.become(null);
    });
    choose(/^Events/);
    const lines = () => within(panel().getByRole("list", { name: "Events" })).queryAllByRole("listitem");
    expect(lines().map((line) => line.textContent?.replace(/^[\d:]+/, ""))).toEqual([
      "statussigned-in → signed-out",
      "step-up-requiredacr mfa, at most 60 s ago",
      "warningclock_skew: off by 70 s",
      "reneweda1",
    ]);
    fireEvent.click(button("Clear"));
    expect(lines()).toEqual([]);
  });

  it("knows those before the panel was there, from a gate that was prepared", () => {
    const prepared = withDevtools(gate);
    gate.emit({ type: "signed-in", sub: "a1" });
    render(<GateDevtools gate={prepared} initiallyOpen />);
    panel().getByRole("tab", { name: "Events 1" });
  });
});
