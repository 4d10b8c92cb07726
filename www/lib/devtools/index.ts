"use client";

export { GateDevtools, GateDevtools as default, type GateDevtoolsProps } from "./devtools.js";
export { withDevtools } from "./with-devtools.js";
