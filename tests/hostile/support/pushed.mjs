// What a provider answers to a pushed request (RFC 9126).

export const pushes = { par: "required" };

/** A sign-in that does not get past the push; `say` makes the answer of the right one. */
export const refusedPush = (say, more = {}) => ({
  stage: "pushed",
  code: "response_invalid",
  config: pushes,
  answers: { par: say },
  ...more,
});

/** The same where the answer is right but for its members. */
export const wrongMembers = (change) => refusedPush((answer) => ({ ...answer, body: change(answer.body) }));

export const wrongUri = (uri) => wrongMembers((body) => ({ ...body, request_uri: uri }));
export const wrongLifetime = (seconds) => wrongMembers((body) => ({ ...body, expires_in: seconds }));

/** Metadata with one member more or another. */
export const saying = (members) => (metadata) => ({ ...metadata, ...members });
