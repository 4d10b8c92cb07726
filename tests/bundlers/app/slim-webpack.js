import { createGate, loadPolicy } from "claimgate/slim";
import { show } from "./show.js";

show({ createGate, loadPolicy }, { wasm: new URL("claimgate/claimgate.wasm", import.meta.url) });
