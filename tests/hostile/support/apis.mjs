// An API of the app that is not content with how the person authenticated (RFC 9470).

export const STEP_UP = 'error="insufficient_user_authentication"';

/** The app calls its API once the person is back, whose 401 says so. */
export const calling = (challenge, more = {}) => ({
  status: "signed-in",
  config: ({ base }) => ({ apiOrigins: [new URL(base).origin] }),
  actions: ({ base }) => [["fetch", `${base}/api`]],
  answers: { api: (answer, run) => ({ ...answer, status: 401, headers: { "www-authenticate": said(challenge, run) } }) },
  ...more,
});

/** What cannot be taken for a step-up is worth a renewal, once. */
export const renewing = (challenge) => calling(challenge, { requests: { api: 2, refresh: 1 } });

/** The page really leaves, comes back, and calls again. */
export const steppingUp = (challenge, more) => calling(challenge, { travels: true, ...more });

const said = (challenge, run) => (typeof challenge === "function" ? challenge(run) : challenge);
