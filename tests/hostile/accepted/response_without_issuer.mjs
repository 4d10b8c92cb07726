export default {
  does: "does not name itself in its answers, and does not promise to",
  source: "B4; RFC 9207 3",
  metadata: ({ authorization_response_iss_parameter_supported, ...metadata }) => metadata,
  response: (response) => response.delete("iss"),
};
