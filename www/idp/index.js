// The development identity provider and the demo's API. Loopback only, in memory: never for real people.
export { demoAccounts } from "./accounts.js";
export { startIdp } from "./start.js";
