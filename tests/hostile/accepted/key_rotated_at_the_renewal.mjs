import { jwk } from "../support/keys.mjs";

export default {
  does: "signs its renewal with a key that it publishes since: its keys are read once more",
  source: "SECURITY 127; F7",
  requests: { jwks: 3 },
  keys: (keys) => [...keys, jwk("p256", { alg: "ES256" })].slice(0, 2),
  refresh: { key: "p256", alg: "ES256" },
  answers: { jwks: (answer, run) => (run.requests.refresh ? answer : { ...answer, body: { keys: answer.body.keys.slice(0, 1) } }) },
};
