import type { RouteDecision } from "../types.js";

/** What an `errorComponent` is given where the map refuses a path and names no page for that. */
export class RouteRefusal extends Error {
  readonly outcome: RouteDecision["outcome"];
  readonly reason: string;
  /** 403 for `forbidden`; 503 for `indeterminate` and `pending`: neither refused nor signed out. */
  readonly status: 403 | 503;

  constructor({ outcome, reason }: Pick<RouteDecision, "outcome" | "reason">) {
    super(`the role map does not open this page: ${outcome} (${reason})`);
    this.name = "RouteRefusal";
    this.outcome = outcome;
    this.reason = reason;
    this.status = outcome === "forbidden" ? 403 : 503;
  }
}
