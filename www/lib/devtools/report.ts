import type { Gate } from "../types.js";

interface Report {
  versions?: { package?: string; wasm?: string | null };
  lastError?: { at: number; code: string; claim: string | null } | null;
  abilities?: Record<string, boolean>;
  core?: {
    provider?: { issuer: string; endpoints: Record<string, string | null> | null };
    settings?: Record<string, string | number>;
    /** Seconds. */
    clockOffset?: number | null;
    session?: Session | null;
    renewalPausedUntil?: number | null;
    verification?: { at: number; checks: { step: string; ok: boolean }[]; code: string | null; claim: string | null } | null;
  } | null;
}

/** Seconds since the epoch. */
interface Session {
  receivedAt: number;
  accessExpiresAt: number | null;
  hasRefreshToken: boolean;
  userinfoClaims?: string[];
}

/** What the gate reports of itself, all of it as if it might be missing: a gate of an app's own making tells what it can. */
export function reportOf(gate: Gate): Report | null {
  const { diagnostics } = gate as { diagnostics?: () => unknown };
  return (diagnostics?.() as Report | undefined) ?? null;
}
