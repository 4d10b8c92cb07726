// A session that is looked for, or renewed, in a hidden frame, and what the provider says there.

const FRAMED = { storage: "memory", restore: "iframe" };
// Where nothing comes, nothing need be waited for.
const IMPATIENT = { ...FRAMED, timeouts: { silent: 1500 } };

/** After a reload: the session is in memory, and gone if the frame does not bring it. */
export const reopened = { silent: true, config: FRAMED, actions: [["restart"]], requests: { authorize: 2, discovery: 3 } };
export const lost = { events: ["signed-in", "error"] };
export const reopenedInVain = { ...reopened, ...lost, config: IMPATIENT, code: "timeout", retriable: true };

/** A session without a refresh token. */
export const renewed = {
  silent: true,
  config: FRAMED,
  actions: [["refresh"]],
  requests: { authorize: 2 },
  body: ({ refresh_token, ...body }) => body,
};

/** What the authorization endpoint says in the frame, made of what it would say. */
export const inFrame = (say) => ({ authorize: (answer, run) => (run.asked.prompt === "none" ? say(answer, run) : answer) });

/** The parameters of the answer in the frame are changed, or others are given. */
export const answering = (change) =>
  inFrame((answer, run) => {
    const address = new URL(answer.headers.location);
    address.search = change(address.searchParams, run) ?? address.searchParams;
    return { ...answer, headers: { ...answer.headers, location: address.href } };
  });

export const refusing = (error) => answering((_, run) => new URLSearchParams({ error, state: run.asked.state, iss: run.issuer }));

/** A page of the provider instead; `script` runs in it and finds the right `answer`. */
export const page = (script = "") =>
  inFrame(({ headers: { location } }) => ({
    status: 200,
    headers: { "content-type": "text/html" },
    body: `<!doctype html><title>Sign in</title><script>const answer = ${JSON.stringify(location)};${script}</script>`,
  }));

/** The claims of what comes by the frame. */
export const silently = (change) => (claims, turn) => (turn.asked.prompt === "none" ? change(claims) : claims);
