import { inFrame, reopenedInVain } from "../support/frames.mjs";

const headers = { "content-type": "application/octet-stream", "content-disposition": 'attachment; filename="update.exe"' };

export default {
  ...reopenedInVain,
  does: "sends a file through the frame that nobody sees",
  source: "B11; HTML iframe sandbox",
  answers: inFrame(() => ({ status: 200, headers, body: "MZ" })),
};
