import { GateError } from "../errors.js";

const LARGEST = 512 * 1024;
const PATIENCE = 10_000;

/** An address that an answer may be trusted from: `https:`, and `http:` on loopback hosts. */
export function trustedUrl(address: string): URL | null {
  try {
    const url = new URL(address);
    const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
    return url.protocol === "https:" || (url.protocol === "http:" && loopback) ? url : null;
  } catch {
    return null;
  }
}

/** A JSON object from the provider. @throws {GateError} `network_error`, `timeout`, `http_error`, `response_invalid` */
export async function readJson(url: URL, what: string): Promise<Record<string, unknown>> {
  const response = await answerOf(url, what);
  if (response.status >= 400) throw fault("http_error", `${what} answered ${response.status}`, true);
  const type = response.headers.get("content-type") ?? "";
  if (response.status !== 200 || !/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) {
    throw fault("response_invalid", `${what} is not JSON, or was redirected`);
  }
  const value = parsed(await textOf(response, what));
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw fault("response_invalid", `${what} is not a JSON object`);
  return value as Record<string, unknown>;
}

async function answerOf(url: URL, what: string): Promise<Response> {
  try {
    const headers = { accept: "application/json" };
    return await fetch(url, { redirect: "manual", headers, signal: AbortSignal.timeout(PATIENCE) });
  } catch (cause) {
    throw lost(what, cause);
  }
}

async function textOf(response: Response, what: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > LARGEST) throw fault("response_invalid", `${what} is larger than ${LARGEST} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof GateError ? cause : lost(what, cause);
  }
  return new Blob(chunks as BlobPart[]).text();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function lost(what: string, cause: unknown): GateError {
  const late = cause instanceof Error && cause.name === "TimeoutError";
  return fault(late ? "timeout" : "network_error", `${what} ${late ? "took too long" : "could not be reached"}`, true, cause);
}

function fault(code: "network_error" | "timeout" | "http_error" | "response_invalid", message: string, retriable = false, cause?: unknown) {
  return new GateError({ code, message, retriable, cause });
}
