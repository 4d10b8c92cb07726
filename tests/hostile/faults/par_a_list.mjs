import { wrongMembers } from "../support/pushed.mjs";

export default { ...wrongMembers((body) => [body]), does: "answers the push with a list", source: "RFC 9126 2.2" };
