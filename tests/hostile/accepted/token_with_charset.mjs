export default {
  does: "says the media type in capitals and with a character set",
  source: "RFC 9110 8.3.1",
  answers: { token: (answer) => ({ ...answer, headers: { "content-type": "Application/JSON; charset=UTF-8" } }) },
};
