import type { Decision, RouteDecision } from "../types.js";

/** How good news look: by colour, and always by a word beside it. */
export type Tone = "yes" | "no" | "maybe" | "idle";

export function toneOf({ outcome }: Pick<Decision, "outcome"> | Pick<RouteDecision, "outcome">): Tone {
  if (outcome === "allowed" || outcome === "allow") return "yes";
  return outcome === "denied" || outcome === "forbidden" ? "no" : "maybe";
}

export const OUTCOMES: Record<Decision["outcome"] | RouteDecision["outcome"], string> = {
  allowed: "Allowed",
  allow: "Allowed",
  denied: "Denied",
  forbidden: "Forbidden",
  sign_in: "Sign in first",
  step_up: "Step up first",
  indeterminate: "Not known",
  pending: "Pending",
};

/** `4:07`, `1:04:07` or `2 d 3 h`; `seconds` may be a fraction. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [days, hours, minutes] = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60];
  if (days > 0) return `${days} d ${hours} h`;
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Time of day; `at` in milliseconds since the epoch. */
export function clock(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour12: false });
}

export function day(at: number): string {
  return new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "medium" });
}
