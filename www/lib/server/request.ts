import type { NodeRequest } from "./adapters.js";

/** What is judged of a request, whoever serves it. Headers that came more than once are joined by commas, and refused for it. */
export interface Asked {
  readonly authorization: string | null | undefined;
  readonly dpop: string | null | undefined;
  readonly method: string;
  /** As the server sees it. */
  readonly origin: string;
  readonly path: string;
}

export function askedOf({ headers, method, url }: Request): Asked {
  const { origin, pathname } = new URL(url);
  return { authorization: headers.get("authorization"), dpop: headers.get("dpop"), method, origin, path: pathname };
}

/** Express and Connect cut off of `url` what they are mounted at. HTTP/2 says `:authority` for `host`. */
export function askedOfNode({ headers, method = "", originalUrl, url = "", socket }: NodeRequest): Asked {
  const target = originalUrl ?? url;
  const encrypted = socket !== undefined && "encrypted" in socket && socket.encrypted === true;
  const host = headers.host ?? headers[":authority"] ?? "";
  // RFC 9112 section 3.2.2: what is sent to a proxy names all of it.
  const [, origin = `${encrypted ? "https" : "http"}://${host}`, path = target] = /^(https?:\/\/[^/?#]*)(.*)$/is.exec(target) ?? [];
  const { authorization, dpop } = headers;
  return { authorization, dpop: Array.isArray(dpop) ? dpop.join(", ") : dpop, method, origin, path };
}
