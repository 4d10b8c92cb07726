import { describe, expect, it } from "vitest";
import { GateError } from "../../www/lib/errors.js";

describe("GateError", () => {
  it("carries what the plain object from Rust says, and nothing that it does not say", () => {
    const error = new GateError({ code: "network_error", message: "the provider cannot be reached", retriable: true, retryAfter: 30 });
    expect(error).toBeInstanceOf(Error);
    expect({ ...error }).toEqual({
      name: "GateError",
      code: "network_error",
      retriable: true,
      retryAfter: 30,
      docs: expect.stringMatching(/^https:.*#network_error$/),
    });
    expect(String(error)).toBe("GateError: the provider cannot be reached");
    expect(Object.keys(new GateError({ code: "timeout", message: "m", claim: undefined }))).not.toContain("claim");
    expect("cause" in error).toBe(false);
  });

  it("is not worth another try unless it says so", () => {
    expect(new GateError({ code: "jwt_malformed", message: "m" }).retriable).toBe(false);
  });

  it("keeps claim, findings, provider and cause", () => {
    const finding = {
      level: "error",
      code: "unknown_role",
      pointer: "/groups/0",
      line: null,
      column: null,
      message: "m",
      help: "h",
    } as const;
    const fields = { claim: "aud", findings: [finding], provider: { error: "access_denied" }, cause: new Error("below") };
    expect(new GateError({ code: "audience_rejected", message: "m", ...fields })).toMatchObject(fields);
  });

  it("has words of its own only where there is no Rust to choose them", () => {
    const error = GateError.wasmUnavailable(new Error("blocked by CSP"));
    expect([error.code, error.message]).toEqual(["wasm_unavailable", expect.stringContaining("wasm-unsafe-eval")]);
  });
});
