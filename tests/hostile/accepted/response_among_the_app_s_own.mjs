export default {
  does: "comes back to an address with parameters of the app: they stay",
  source: "B10; RFC 6749 3.1.2",
  redirect: (back) => back.replace("?", "?page=2&utm%5Fsource=x&"),
  judge: ({ kept }) => kept.address.endsWith("/callback?page=2&utm%5Fsource=x"),
};
