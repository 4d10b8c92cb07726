// The development provider is plain JavaScript in www/idp, run as it is by the demo and copied here by the build.

export interface Account {
  claims: Record<string, unknown>;
}

export interface Resources {
  only?: string | string[];
  byDefault?: string;
  scope: string;
  claimsOf: (claims: Record<string, unknown>, scope: string | undefined) => object | undefined;
}

export type Answer = (req: object, res: object, pathname: string) => Promise<void>;

export interface ServeOptions {
  port: number;
  host?: string;
  clients: object[];
  origins: string[];
  /** Kept, not copied: a change shows in the next token. */
  accounts: Record<string, Account>;
  vocabulary: () => { scopes: string[]; claims: Record<string, string[]> };
  resources: (issuer: string) => Resources;
  identityOf?: (claims: Record<string, unknown>, at: { use: string; scope: string }) => object;
  /** What answers under /api. */
  api?: (at: { issuer: string }) => Answer;
  open?: boolean;
  groupsClaim?: string;
  /** Seconds. */
  ttl?: { accessToken?: number; idToken?: number; refreshToken?: number };
}

export interface Served {
  issuer: string;
  port: number;
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

export function serveProvider(options: ServeOptions): Promise<Served>;
