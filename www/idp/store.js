// What oidc-provider remembers, in memory. It outlives a rotation of keys, which needs a new Provider over the same store.

const REVOKED_WITH_GRANT = new Set(["AccessToken", "RefreshToken", "AuthorizationCode"]);

/** @returns an adapter class for oidc-provider; every instance of it shares one store */
export function createStore() {
  const entries = new Map();
  const byGrant = new Map();
  const sessionByUid = new Map();

  return class MemoryAdapter {
    constructor(kind) {
      this.kind = kind;
    }

    async upsert(id, payload, secondsToLive) {
      const expiresAt = secondsToLive ? Date.now() + secondsToLive * 1000 : Infinity;
      entries.set(this.#key(id), { payload, expiresAt });
      if (this.kind === "Session") sessionByUid.set(payload.uid, id);
      if (payload.grantId && REVOKED_WITH_GRANT.has(this.kind)) this.#listUnder(payload.grantId, id);
    }

    async find(id) {
      const entry = entries.get(this.#key(id));
      return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
    }

    async findByUid(uid) {
      const id = sessionByUid.get(uid);
      return id === undefined ? undefined : this.find(id);
    }

    async findByUserCode() {
      return undefined;
    }

    async consume(id) {
      const entry = entries.get(this.#key(id));
      if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
    }

    async destroy(id) {
      entries.delete(this.#key(id));
    }

    async revokeByGrantId(grantId) {
      for (const key of byGrant.get(grantId) ?? []) entries.delete(key);
      byGrant.delete(grantId);
    }

    #listUnder(grantId, id) {
      if (!byGrant.has(grantId)) byGrant.set(grantId, new Set());
      byGrant.get(grantId).add(this.#key(id));
    }

    #key(id) {
      return `${this.kind}:${id}`;
    }
  };
}
