import { loadPolicy } from "claimgate";
import { claimsOf, halfMap } from "./maps.js";

export { loadPolicy };

/** Loads WebAssembly, a map of ten permissions and one person, and asks once. */
export async function firstAnswer(load) {
  const policy = await load(halfMap(10));
  if (!policy.access(claimsOf("half")).can("area0:item0:read")) throw new Error("not granted");
}
