import { type Finding, GateError, type GateErrorCode } from "claimgate";

const error = new GateError({ code: "map_invalid", message: "the role map is refused", findings: [] });
error.findings?.map(({ pointer, line }: Finding) => [pointer.length, line?.toFixed()]);
const code: GateErrorCode = error.code;
const seconds: number | undefined = error.retryAfter;
// @ts-expect-error not in the list
new GateError({ code: "unknown_permission", message: "a reason, never thrown" });
// @ts-expect-error not in the list
if (error.code === "map_broken") throw error;
// @ts-expect-error a code is not changed afterwards
error.code = "timeout";
export default [code, seconds];
