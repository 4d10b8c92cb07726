import { createGate, loadPolicy } from "claimgate";
import { show } from "./show.js";

show({ createGate, loadPolicy });
