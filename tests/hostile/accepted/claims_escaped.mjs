export default {
  does: "escapes every letter of its claims",
  source: "RFC 8259 7",
  payload: (claims) => JSON.stringify({ ...claims, name: "" }).replace('"name":""', '"n\\u0061me":"\\uD83D\\uDE00 \\u0041\\/"'),
};
