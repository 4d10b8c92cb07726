import { Fault } from "./fault.js";

// Shapes and codes are those of Okta's own SDK and Terraform provider (github.com/okta/okta-sdk-nodejs, okta/terraform-provider-okta) and of
// developer.okta.com/docs/reference: the token goes as `SSWS`, lists go on at `Link: rel="next"`, a refusal is `{ errorCode, errorSummary }`.

export type Json = Record<string, unknown>;

export interface Change {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body: Json;
}

export interface OktaApi {
  /** One thing; undefined where Okta knows of none. @throws {Fault} */
  one(path: string): Promise<Json | undefined>;
  /** A list, with the pages that follow. @throws {Fault} */
  all(path: string): Promise<Json[]>;
  /** Sent once, whatever comes of it. @throws {Fault} */
  send(change: Change): Promise<void>;
}

interface Access {
  /** The org's origin. */
  readonly org: string;
  readonly token: string;
  /** Seconds for one answer. */
  readonly patience: number;
  /** Seconds since the epoch. */
  readonly now: number;
}

export function oktaApi(access: Access): OktaApi {
  const { org } = access;
  const read = async (url: URL) => {
    const answer = await ask(access, "GET", url);
    return answer.status === 404 ? undefined : { value: jsonIn(answer, access), next: answer.headers.get("link") };
  };
  return {
    one: async (path) => {
      const found = await read(new URL(path, org));
      return found && objectOf(found.value, org);
    },
    all: async (path) => {
      const list: Json[] = [];
      const seen = new Set<string>();
      let url: URL | undefined = new URL(path, org);
      while (url) {
        seen.add(url.href);
        const page = await read(url);
        if (!page) throw missing(access, "GET", url);
        if (!Array.isArray(page.value)) throw unexpected(org);
        list.push(...page.value.map((each) => objectOf(each, org)));
        url = nextOf(page.next, org);
        if (url && seen.has(url.href)) throw new Fault(`${org} leads in a circle from page to page`);
      }
      return list;
    },
    send: async ({ method, path, body }) => {
      const answer = await ask(access, method, new URL(path, org), body);
      if (answer.status === 404) throw missing(access, method, new URL(path, org));
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function ask(access: Access, method: string, url: URL, body?: Json): Promise<Answer> {
  const { org, token, patience } = access;
  const headers = { accept: "application/json", authorization: `SSWS ${token}`, ...(body && { "content-type": "application/json" }) };
  let answer: Answer;
  try {
    const signal = AbortSignal.timeout(patience * 1000);
    // Never follows: the token is for this org alone.
    const response = await fetch(url, { method, headers, redirect: "manual", signal, ...(body && { body: JSON.stringify(body) }) });
    answer = { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw unreached(org, patience, error);
  }
  if ((answer.status >= 200 && answer.status < 300) || answer.status === 404) return answer;
  throw refusal(answer, access, `${method} ${url.pathname}`);
}

function jsonIn({ text }: Answer, { org }: Access): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault(`${org} answers with something that is no JSON`, { hint: "give the org's own address: --org https://DOMAIN.okta.com" });
  }
}

function objectOf(value: unknown, org: string): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw unexpected(org);
}

function unexpected(org: string): Fault {
  return new Fault(`${org} answers otherwise than Okta does`, { hint: "give the org's own address: --org https://DOMAIN.okta.com" });
}

function missing({ org }: Access, method: string, url: URL): Fault {
  return new Fault(`${org} has nothing at ${method} ${url.pathname}`, { hint: "is it the address of an Okta org?" });
}

/** A page elsewhere would be given the token. */
function nextOf(links: string | null, org: string): URL | undefined {
  const next = /<([^>]*)>\s*;\s*rel="?next"?/.exec(links ?? "")?.[1];
  if (next === undefined) return undefined;
  if (URL.canParse(next, org) && new URL(next, org).origin === org) return new URL(next, org);
  throw new Fault(`the next page of a list is not at ${org}`, { hint: "the token is not sent elsewhere" });
}

function unreached(org: string, patience: number, error: unknown): Fault {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  if (name === "TimeoutError") return new Fault(`${org} gave no answer within ${patience} s`, { hint: "try again, or --timeout SECONDS" });
  return new Fault(`${org} cannot be reached${cause?.code ? ` (${cause.code})` : ""}`, { hint: "check the address and the network" });
}

function refusal({ status, headers, text }: Answer, { org, token, now }: Access, asked: string): Fault {
  const told = said(text, token);
  const because = told ? `: ${told}` : "";
  if (status === 401) {
    return new Fault(`${org} does not take the API token${because}`, {
      hint: "OKTA_API_TOKEN must hold an active token of this org: Security, API, Tokens",
    });
  }
  if (status === 403) {
    return new Fault(`the API token may not ${asked}${because}`, {
      hint: "a token may what its admin may: reading needs a Read-only Admin, --apply an Application and API Access Management Admin",
    });
  }
  if (status === 429) return new Fault(`${org} takes no more requests for now`, { hint: `try again in ${wait(headers, now)} s` });
  if (status >= 300 && status < 400) {
    return new Fault(`${org} sends elsewhere, where the token does not go`, {
      hint: "give the org's own address: --org https://DOMAIN.okta.com",
    });
  }
  if (status >= 500) return new Fault(`${org} failed at ${asked} (${status})${because}`, { hint: "try again later" });
  return new Fault(`${org} refuses ${asked} (${status})${because}`);
}

/** Okta's own words, on one line, never with the token. */
function said(text: string, token: string): string {
  let told: { errorCode?: unknown; errorSummary?: unknown; errorCauses?: { errorSummary?: unknown }[] };
  try {
    told = JSON.parse(text);
    const words = [told.errorSummary, ...[told.errorCauses ?? []].flat().map((cause) => cause?.errorSummary)].filter(
      (each) => typeof each === "string",
    );
    const code = typeof told.errorCode === "string" ? ` (${told.errorCode})` : "";
    const line = `${words.join(", ")}${code}`.replaceAll(token, "…").replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ");
    return line.trim().slice(0, 300);
  } catch {
    return "";
  }
}

/** Seconds: `Retry-After`, or Okta's own header, which is a time. */
function wait(headers: Headers, now: number): number {
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  const reset = Number(headers.get("x-rate-limit-reset") ?? Number.NaN) - now;
  const seconds = [after, reset].find(Number.isFinite) ?? 60;
  return Math.max(1, Math.ceil(seconds));
}
