import type { NodeRequest } from "./adapters.js";

/** What is judged of a request, whoever serves it. Headers that came more than once are joined by commas, and refused for it. */
export interface Asked {
  readonly authorization: string | null | undefined;
  readonly dpop: string | null | undefined;
  readonly method: string;
  /** As the server sees it; asked for a proof only. */
  address(): Address;
}
interface Address {
  origin: string;
  path: string;
}

export function askedOf({ headers, method, url }: Request): Asked {
  const address = () => {
    const { origin, pathname } = new URL(url);
    return { origin, path: pathname };
  };
  return { authorization: headers.get("authorization"), dpop: headers.get("dpop"), method, address };
}

export function askedOfNode(request: NodeRequest): Asked {
  const { authorization, dpop } = request.headers;
  const proofs = Array.isArray(dpop) ? dpop.join(", ") : dpop;
  return { authorization, dpop: proofs, method: request.method ?? "", address: () => addressOf(request) };
}

/** Express and Connect cut off of `url` what they are mounted at. HTTP/2 says `:authority` for `host`. */
function addressOf({ headers, originalUrl, url = "", socket }: NodeRequest): Address {
  const target = originalUrl ?? url;
  // RFC 9112 section 3.2.2: what is sent to a proxy names all of it.
  const [, origin, path = ""] = /^(https?:\/\/[^/?#]*)(.*)$/is.exec(target) ?? [];
  if (origin !== undefined) return { origin, path };
  const encrypted = socket !== undefined && "encrypted" in socket && socket.encrypted === true;
  const host = String(headers.host ?? headers[":authority"] ?? "");
  // A host that brings a path or a query would stand for that of the request.
  return { origin: `${encrypted ? "https" : "http"}://${/[/?#]/.test(host) ? "" : host}`, path: target };
}
