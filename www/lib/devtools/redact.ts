// Of the claims that a gate hands out, these could serve somebody else; a value that looks like a token is one.
const SECRET = /^(nonce|.*token|.*secret|.*password|code|.*verifier)$/i;
const TOKEN = /^[\w-]{8,}(\.[\w-]*){2,4}$/;
const HIDDEN = "[redacted]";

/** The same claims, with nothing in them that must not be shown. */
export function redacted(claims: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, SECRET.test(name) ? HIDDEN : withoutTokens(value)]));
}

function withoutTokens(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("eyJ") && TOKEN.test(value) ? HIDDEN : value;
  if (Array.isArray(value)) return value.map(withoutTokens);
  return typeof value === "object" && value !== null ? redacted(value as Record<string, unknown>) : value;
}
