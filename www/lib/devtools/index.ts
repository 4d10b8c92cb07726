"use client";

export { GateDevtools, type GateDevtoolsProps } from "./devtools.js";
export { withViewAs } from "./view-as.js";
