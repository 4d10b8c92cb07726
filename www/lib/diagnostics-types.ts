import type { GateErrorCode } from "./errors.js";
import type { GroupsState, Snapshot } from "./types.js";

/** What a gate tells about itself. Holds no token, code or nonce, no claim's value, no name of a person, group or role. Times in seconds. */
export interface Diagnostics {
  /** `wasm` is null until it is loaded; `runsAs` says in which form it runs. */
  versions: { package: string; wasm: string | null; runsAs: "WebAssembly" | "JavaScript" | null };
  status: Snapshot["status"];
  lastError: Fault | null;
  /** How many groups, and not which. */
  groups: { count: number; state: GroupsState };
  mapDigest: string;
  /** What this browser has. */
  abilities: { webAssembly: boolean; webCrypto: boolean; indexedDB: boolean; locks: boolean; broadcastChannel: boolean };
  /** The clock of this machine. */
  now: number;
  /** What only Rust knows; null until it is loaded. */
  core: CoreDiagnostics | null;
}

export interface Fault {
  at: number;
  code: GateErrorCode;
  /** The name of the claim at fault. */
  claim: string | null;
}

export interface CoreDiagnostics {
  /** `endpoints`: their origins, null until the metadata is read. */
  provider: { issuer: string; endpoints: Record<string, string | null> | null };
  settings: { storage: string; restore: string; maxSession: number; leeway: number };
  /** Seconds by which the provider's clock is ahead (negative: behind), from its `Date` or a fresh `iat`; null where none could be read. */
  clockOffset: number | null;
  session: {
    acceptedAt: number;
    receivedAt: number;
    expiresAt: number;
    accessExpiresAt: number | null;
    hasRefreshToken: boolean;
    /** The names of those claims that only userinfo has; all others are the ID token's. */
    userinfoClaims: string[];
  } | null;
  renewalPausedUntil: number | null;
  /** The last ID token: the steps that it passed (OpenID Connect Core 3.1.3.7), or what it failed with. */
  verification: { at: number; checks: { step: string; ok: boolean }[]; code: GateErrorCode | null; claim: string | null } | null;
}
