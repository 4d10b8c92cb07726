import { GateError } from "claimgate";
import { useCallback, useEffect, useState } from "react";
import { apiBase, gate } from "./gate";

export type Status = "planning" | "on-site" | "paused" | "done";
export interface ProjectFields {
  name: string;
  client: string;
  place: string;
  summary: string;
  /** YYYY-MM-DD */
  due: string;
  status: Status;
  /** whole pounds */
  budget: number;
}
export type ProjectSummary = Pick<ProjectFields, "name" | "client" | "place" | "status" | "due"> & { id: string };
export type Project = ProjectFields & { id: string; steps: { title: string; done: boolean }[] };
export interface Person {
  id: string;
  name: string;
  email: string;
  groups: string[];
  suspended: boolean;
}
export interface Invoice {
  number: string;
  issued: string;
  due: string;
  amount: number;
  paid: boolean;
}
export interface Bills {
  plan: { name: string; seats: number; pricePerSeat: number; renews: string };
  invoices: Invoice[];
}
export interface Me {
  sub: string;
  groups: { values: string[]; state: string };
  roles: string[];
  mapDigest: string;
}

/** Why an answer did not come, in the kinds that a page tells apart. */
export type FaultKind = "signed-out" | "forbidden" | "missing" | "invalid" | "offline" | "failed";

export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    message: string,
    /** of a form: field name to what is wrong with it */
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** Calls the API with the access token. @throws {Fault} */
export async function callApi<T>(path: string, method = "GET", body?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.headers = { "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  const response = await gate.fetch(apiBase + path, init).catch((cause: unknown) => {
    throw unreachable(cause);
  });
  const answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (response.ok) return answer as T;
  throw refused(response.status, answer);
}

export type Loading<T> = { data?: T; fault?: Fault; busy: boolean; reload: () => void };

/** Loads one address of the API, again on `reload` and when the network is back. */
export function useApi<T>(path: string): Loading<T> {
  const [answer, setAnswer] = useState<{ path: string; data?: T; fault?: Fault }>();
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => {
    setAnswer(undefined);
    setAttempt((count) => count + 1);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks the same path again
  useEffect(() => {
    const abort = new AbortController();
    callApi<T>(path, "GET", undefined, abort.signal).then(
      (data) => !abort.signal.aborted && setAnswer({ path, data }),
      (fault: Fault) => !abort.signal.aborted && setAnswer({ path, fault }),
    );
    return () => abort.abort();
  }, [path, attempt]);

  const offline = answer?.fault?.kind === "offline";
  useEffect(() => {
    if (!offline) return;
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [offline, reload]);

  const current = answer?.path === path ? answer : undefined;
  return { ...current, busy: !current, reload };
}

const NEEDS_SIGN_IN = new Set(["session_expired", "interaction_required", "refresh_rejected"]);
const PASSING = new Set(["network_error", "timeout", "http_error"]);

function unreachable(cause: unknown): Fault {
  if (!(cause instanceof GateError)) return new Fault("offline", "The network did not answer.");
  if (NEEDS_SIGN_IN.has(cause.code)) return new Fault("signed-out", "Your session has ended.");
  if (PASSING.has(cause.code)) return new Fault("offline", "The network did not answer.");
  return new Fault("failed", `${cause.message} (${cause.code})`);
}

function refused(status: number, answer: { message?: string; fields?: Record<string, string> } | undefined): Fault {
  const message = answer?.message ?? `The service answered with status ${status}.`;
  if (status === 401) return new Fault("signed-out", message);
  if (status === 403) return new Fault("forbidden", message);
  if (status === 404) return new Fault("missing", message);
  if (status === 422) return new Fault("invalid", message, answer?.fields);
  return new Fault("failed", message);
}
