import { GateError } from "./errors.js";

/** `returnTo` travels to the app's sign-in page in its query, before the hash that the map may have given it. */
export function withReturnTo(signIn: string, returnTo: string): string {
  const [page = "", hash] = signIn.split("#", 2);
  const joint = page.includes("?") ? "&" : "?";
  return `${page}${joint}returnTo=${encodeURIComponent(returnTo)}${hash === undefined ? "" : `#${hash}`}`;
}

export function addBasename(basename: string | undefined, to: string): string {
  return basename === undefined ? to : basename.replace(/\/+$/, "") + to;
}

/** React Router's rule: lower case, whole segment (R49). A path outside is returned as it is. */
export function stripBasename(basename: string | undefined, pathname: string): string {
  const base = basename?.replace(/\/+$/, "") ?? "";
  if (!pathname.toLowerCase().startsWith(base.toLowerCase())) return pathname;
  const rest = pathname.slice(base.length);
  return rest === "" ? "/" : rest.startsWith("/") ? rest : pathname;
}

/** Whether a router's own words for a path have dots that URL parsing would resolve: the map must see them to refuse them (R36). */
export function climbs(path: string): boolean {
  return path.split("/").some((segment) => segment === "." || segment === "..");
}

/** Not by a page load: that would drop a session in memory, and its restoration would end at the callback again, for ever. */
export function throughHistory(to: string, replace: boolean): void {
  history[replace ? "replaceState" : "pushState"](null, "", to);
  dispatchEvent(new PopStateEvent("popstate", { state: null }));
}

/**
 * Origin and path. The path is no matter for `apiOrigins`, and browsers leave characters in it that no URL may have.
 * @throws {GateError} `origin_not_allowed`
 */
export function addressOf(address: string): { origin: string; path: string } {
  try {
    const { protocol, host, pathname } = new URL(address, globalThis.location?.href);
    return { origin: `${protocol}//${host}`, path: pathname };
  } catch {
    throw new GateError({ code: "origin_not_allowed", message: "the address is not a URL: write it in full, or relative to the page" });
  }
}
