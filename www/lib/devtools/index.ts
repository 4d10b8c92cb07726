"use client";

export { GateDevtools, type GateDevtoolsProps } from "./devtools.js";
export { withDevtools } from "./with-devtools.js";
