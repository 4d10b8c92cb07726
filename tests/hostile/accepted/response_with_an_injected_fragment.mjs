export default {
  does: "adds a fragment with tokens to its answer: ignored, and removed",
  source: "SECURITY 85; RFC 9700 2.1.2",
  redirect: (back) => `${back}#access_token=injected&id_token=a.b.c`,
  judge: ({ kept }) => !kept.address.includes("#"),
};
