export default {
  does: "adds an empty fragment of its own, as Facebook's `#_=_`: left to the app",
  source: "B10",
  redirect: (back) => `${back}#_=_`,
  judge: ({ kept }) => kept.address.endsWith("/callback#_=_"),
};
