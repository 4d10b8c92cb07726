export default {
  does: "writes its claims with spaces and line breaks",
  source: "RFC 8259 2",
  payload: (claims) => `\r\n\t ${JSON.stringify(claims, null, 2)} \n`,
};
