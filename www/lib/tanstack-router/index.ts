export { gateBeforeLoad } from "./before-load.js";
export { gateCallback } from "./callback.js";
export { RouteRefusal } from "./refusal.js";
