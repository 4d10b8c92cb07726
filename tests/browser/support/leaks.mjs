// Looks at every page of the app for as long as it lives: where it is, what it shows, keeps, hears and is told. What is secret may become
// known later, so all of it is kept, and judged when the context closes.
import assert from "node:assert/strict";

const open = new Set();
// Not a hook: one that fails would keep the others from closing servers.
process.on("exit", () => {
  if (open.size === 0) return;
  console.error(`${open.size} watched contexts were not closed, and so not judged`);
  process.exitCode ||= 1;
});

// Where a secret may be, since the protocol or the app put it there (RFC 6749 section 4.1, RP-Initiated Logout 1.0 section 2).
const TRANSACTION = ["state", "nonce", "code_verifier"];
const SESSION = ["id_token", "access_token", "refresh_token", "nonce"];
const STORED = [
  [/^session claimgate:[\w-]{16}:tx:/, TRANSACTION],
  [/^session claimgate:[\w-]{16}:session$/, SESSION],
];

export function allowedIn(url) {
  const { pathname } = new URL(url);
  if (pathname === "/auth" || pathname.startsWith("/auth/")) return ["state", "nonce"];
  if (pathname.endsWith("/callback")) return ["code", "state"];
  if (pathname.startsWith("/session/end")) return ["id_token"];
  return [];
}

/** `seen.secrets` is read at the end. Closing the context rejects if anything was where it must not be. */
export async function watchForLeaks(context, origin, seen) {
  const texts = new Map();
  const note = (place, text, allowed = []) => texts.set(`${place}\n${text}`, { place, text, allowed });
  await context.exposeBinding("__seen", (_, place, text) => {
    const [, allowed = place === "address" ? allowedIn(text) : []] = STORED.find(([pattern]) => pattern.test(place)) ?? [];
    note(place, text, allowed);
  });
  await context.addInitScript(look, origin);
  const navigated = (frame) => {
    const url = frame.url();
    if (URL.canParse(url)) note("the history", url, allowedIn(url));
  };
  context.on("page", (page) => page.on("framenavigated", navigated));
  const close = context.close.bind(context);
  open.add(context);
  context.close = async () => {
    open.delete(context);
    await Promise.all(context.pages().map(lastLook));
    await close();
    for (const { text } of seen.console) note("the console", text);
    for (const error of seen.errors) note("an uncaught error", `${error.message} ${error.stack}`);
    judge(texts.values(), seen.secrets);
  };
}

/** A page that is about to leave answers only when it has. */
async function lastLook(page) {
  let timer;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, 300);
  });
  await Promise.race([patience, page.evaluate(() => window.__look?.()).catch(() => undefined)]);
  clearTimeout(timer);
}

function judge(texts, secrets) {
  for (const { place, text, allowed } of texts) {
    for (const [secret, kind] of secrets) {
      // A transaction is kept under its state.
      const found = text.includes(secret) || (place.includes(secret) && kind !== "state");
      assert.ok(!found || allowed.includes(kind), `${kind} in ${place.replace(/:tx:.*/, ":tx")}`);
    }
  }
}

/** Runs in the page. */
function look(origin) {
  if (location.origin !== origin) return;
  const told = new Map();
  const say = (place, text) => {
    if (told.get(place) === text) return;
    told.set(place, text);
    window.__seen(place, text);
  };
  const stored = (name) => {
    try {
      return Object.entries(window[name]);
    } catch {
      // A test took it away.
      return [];
    }
  };
  window.__look = () => {
    say("address", location.href);
    say("the document", document.documentElement?.outerHTML ?? "");
    say("history.state", JSON.stringify(history.state) ?? "");
    say("window.name", window.name);
    say("document.cookie", document.cookie);
    say("events and errors", JSON.stringify([window.events, window.told, window.snapshot?.().error]) ?? "");
    for (const [key, value] of stored("sessionStorage")) say(`session ${key}`, value);
    for (const [key, value] of stored("localStorage")) say(`local ${key}`, value);
  };
  new MutationObserver(window.__look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const type of ["DOMContentLoaded", "popstate", "pagehide"]) addEventListener(type, window.__look);
}
