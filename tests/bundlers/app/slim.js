import { createGate, loadPolicy } from "claimgate/slim";
import { show } from "./show.js";

// A file that the app serves itself, which every tool can do.
show({ createGate, loadPolicy }, { wasm: new URL("/claimgate.wasm", location.href) });
