export default {
  does: "breaks off a renewal: the refresh token may be used up, and is not sent again",
  source: "SECURITY 119; E4; RFC 9700 4.14",
  code: "network_error",
  status: "signed-in",
  retriable: false,
  host: "refresh-reset",
  actions: [["refresh"], ["refresh"]],
  requests: { refresh: 1 },
  answers: { refresh: (answer) => ({ ...answer, how: "reset" }) },
};
