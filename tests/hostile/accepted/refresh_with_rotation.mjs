export default {
  does: "renews with a new refresh token each time, and takes none twice",
  source: "E4; RFC 9700 4.14",
  actions: [["refresh"], ["refresh"], ["refresh"]],
  requests: { refresh: 3 },
  refresh: {},
};
