// Runs beside the manual's files: each step-by-step gate with the claims that stand with it. A fault of either would be in the snapshot.
import { expect, test, vi } from "vitest";
import roleMap from "./role-map.json";
import steps from "./steps.json";

test.each(steps)("$file starts", async ({ file, claims }) => {
  vi.resetModules();
  vi.doMock("./role-map.json", () => ({ default: { ...roleMap, claims } }));
  const { gate } = await import(`./${file}`);
  expect(gate.roleMap.claims).toEqual(claims);
  expect(await gate.start()).toMatchObject({ status: "signed-out", error: null });
});
