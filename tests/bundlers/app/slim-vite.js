import wasm from "claimgate/claimgate.wasm?url";
import { createGate, loadPolicy } from "claimgate/slim";
import { show } from "./show.js";

show({ createGate, loadPolicy }, { wasm: new URL(wasm, location.href) });
