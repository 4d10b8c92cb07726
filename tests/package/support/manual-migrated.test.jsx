// Runs beside the manual's files: what the page on migration ends with, around a gate in memory.
import { cleanup, render, screen } from "@testing-library/react";
import { GateProvider } from "claimgate/react";
import { createTestGate } from "claimgate/testing";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import roleMap from "./role-map.json";

let gate;
beforeEach(() => {
  vi.resetModules();
  vi.doMock("./gate", () => ({ gate }));
});
afterEach(cleanup);

test.each([
  [["app-editors"], "/projects", { shows: "New project" }],
  [[], "/projects", { shows: "Sign out", hides: "New project" }],
  [["app-editors"], "/admin", { shows: "This page cannot be opened.", hides: "Sign out" }],
])("app.tsx for %j at %s", async (groups, path, { shows, hides }) => {
  gate = createTestGate({ roleMap, groups, user: { name: "Ann" } });
  window.history.replaceState(null, "", path);
  const { App } = await import("./app.tsx");
  render(<App />);
  await screen.findByText(shows);
  if (hides) expect(screen.queryByText(hides)).toBeNull();
});

test("home.tsx lands a person where the map says", async () => {
  const { Home } = await import("./home.tsx");
  const went = vi.fn();
  gate = createTestGate({ roleMap, groups: [] });
  render(
    <GateProvider gate={gate} navigate={went}>
      <Home />
    </GateProvider>,
  );
  await vi.waitFor(() => expect(went).toHaveBeenCalledWith("/projects", { replace: true }));
});

test("projects-with-add.tsx sends the token to the API", async () => {
  const { Projects } = await import("./projects-with-add.tsx");
  const sent = vi.fn(async () => new Response());
  gate = createTestGate({ roleMap, groups: ["app-editors"], apiOrigins: ["https://api.acme.example"], accessToken: "at", fetch: sent });
  render(
    <GateProvider gate={gate}>
      <Projects />
    </GateProvider>,
  );
  screen.getByText("New project").click();
  await vi.waitFor(() => expect(sent).toHaveBeenCalledOnce());
  const [request] = sent.mock.calls[0];
  expect([request.method, request.url, request.headers.get("authorization")]).toEqual([
    "POST",
    "https://api.acme.example/projects",
    "Bearer at",
  ]);
});

test("toolbar.tsx tells who may not, and never signs them in", async () => {
  const { Admin, Toolbar } = await import("./toolbar.tsx");
  gate = createTestGate({ roleMap, groups: ["app-editors"] });
  render(
    <MemoryRouter initialEntries={["/admin/users"]}>
      <GateProvider gate={gate}>
        <Toolbar />
        <Admin />
      </GateProvider>
    </MemoryRouter>,
  );
  screen.getByText("New project");
  screen.getByText("Ask an administrator.");
  expect(gate.calls.signIn).toEqual([]);
});
