// One person through the pages of a provider, as a browser would go, without one.
import { createHash } from "node:crypto";

const VERIFIER = "a-verifier-of-at-least-forty-three-characters";

/** `{ begin, go, signIn }` for the client `spa`; `signIn(form)` gives the tokens and, as `allowed`, whom CORS lets read them. */
export function visitor(issuer, callback) {
  /** To the sign-in page. */
  async function begin() {
    const jar = new Map();
    const asked = new URLSearchParams({
      client_id: "spa",
      response_type: "code",
      scope: "openid profile groups",
      redirect_uri: callback,
      state: "s-1",
      nonce: "n-1",
      code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
      code_challenge_method: "S256",
    });
    const { headers } = await go(jar, `/auth?${asked}`);
    return { jar, at: headers.get("location") };
  }

  async function go(jar, address, form) {
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const how = form ? { method: "POST", body: new URLSearchParams(form) } : {};
    const answer = await fetch(new URL(address, issuer), { ...how, redirect: "manual", headers: { cookie } });
    for (const [name, value] of answer.headers.getSetCookie().map((each) => each.split(";")[0].split("="))) jar.set(name, value);
    return answer;
  }

  async function signIn(form) {
    const { jar, at } = await begin();
    const back = await go(jar, (await go(jar, at, form)).headers.get("location"));
    const code = new URL(back.headers.get("location")).searchParams.get("code");
    const body = { grant_type: "authorization_code", client_id: "spa", redirect_uri: callback, code, code_verifier: VERIFIER };
    const answer = await fetch(`${issuer}/token`, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { origin: new URL(callback).origin },
    });
    return { ...(await answer.json()), allowed: answer.headers.get("access-control-allow-origin") };
  }

  return { begin, go, signIn };
}
