export default {
  does: "gives a code of signs that an address must encode",
  source: "B5; RFC 6749 appendix A.11",
  authorizationCode: "4/0A+dz==&state=x#frag%41 'quoted' \"twice\"",
};
