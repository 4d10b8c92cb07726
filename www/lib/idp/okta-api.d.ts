import type { OktaOrg } from "./okta-org.js";
import type { Answer } from "./serve.js";

export function createOktaApi(org: OktaOrg, about: { token: string; issuer: string; changed: () => Promise<void> }): Answer;
