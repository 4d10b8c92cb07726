export default {
  does: "names its key in letters of the world",
  source: "SECURITY 11; RFC 7515 4.1.4",
  keys: ([key]) => [{ ...key, kid: "schl\u00fcssel-\u9375/1?x=#" }],
  header: (header) => ({ ...header, kid: "schl\u00fcssel-\u9375/1?x=#" }),
};
