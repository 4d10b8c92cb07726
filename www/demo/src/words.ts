import type { GateError } from "claimgate";
import type { Status } from "./api";

export const statusWords: Record<Status, string> = {
  planning: "Planning",
  "on-site": "On site",
  paused: "Paused",
  done: "Done",
};

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const money = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP", maximumFractionDigits: 0 });

/** @param date YYYY-MM-DD */
export const dayWords = (date: string) => day.format(new Date(`${date}T00:00:00Z`));
export const moneyWords = (pounds: number) => money.format(pounds);

/** Why a control is closed, for people. `lacking` is the sentence for somebody who simply was not given it. */
export function closedWords(reason: string | undefined, lacking: string): string {
  if (reason === "explicit_deny") return "Your account is suspended.";
  if (reason === "signed_out") return "Sign in first.";
  if (reason === "pending") return "Still checking who you are.";
  if (reason === "overage" || reason === "unavailable" || reason === "malformed") {
    return "Your groups could not be read completely.";
  }
  return lacking;
}

/** Why a page stays closed, in one paragraph. */
export function forbiddenWords(reason: string): string {
  if (reason === "explicit_deny") {
    return "Your account is suspended, and a suspension overrules everything else that you may normally do.";
  }
  if (reason === "bad_path" || reason === "bad_param") return "The address is not one that this app can read.";
  if (reason === "overage" || reason === "unavailable" || reason === "malformed") {
    return "Your groups could not be read completely, so nothing that depends on them is open right now.";
  }
  return "You are signed in, but none of your groups opens this page.";
}

/** What went wrong with the sign-in or the session, and what helps. */
export function errorWords({ code, retriable }: GateError): string {
  if (code === "network_error" || code === "timeout") return "The sign-in service could not be reached. Check your connection.";
  if (code === "authorization_denied") return "The sign-in was cancelled or refused.";
  if (code === "session_expired") return "Your session has ended. Sign in to go on where you were.";
  if (code === "callback_replayed") return "This sign-in was already used, perhaps by the Back button. Nothing was changed.";
  if (code === "state_unknown" || code === "callback_expired") return "This sign-in was started somewhere else, or too long ago.";
  if (code === "clock_skew") return "The clock of this device seems to be wrong. Correct it, then sign in again.";
  if (code === "storage_unavailable") return "This browser does not let the app remember anything. Allow site data, then try again.";
  if (code === "crypto_unavailable") return "This page was not opened securely, so nobody can be signed in.";
  if (code === "wasm_unavailable") return "This browser blocks a part that the app needs (WebAssembly).";
  if (code === "map_invalid" || code === "config_invalid") return "The app is set up wrongly. Its administrators have to mend it.";
  if (retriable) return "That did not work this time. Try again in a moment.";
  return "The answer of the sign-in service was not acceptable, so nobody was signed in.";
}
