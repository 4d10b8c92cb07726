// Puts functions that look alike side by side: brotli writes what is near in fewer bits than what is far. 2 % less of the page's module.
import { read, withNames } from "./wasm-module.mjs";

// Bytes of the pieces that two functions are compared by: about an instruction and a half.
const PIECE = 4;
// Pieces in more functions than this tell nothing.
const COMMON = 400;
// How much the function before the last counts beside the last, the one before that beside it, and so on.
const FADING = 0.5;

/** Makes wasm-opt order functions as `namedByPlace` named them. */
export const BY_NAME = "--reorder-functions-by-name";

/** @returns the module with functions named by the place that they should have */
export function namedByPlace(wasm) {
  const { functions } = read(wasm);
  const names = [];
  order(functions.map(({ bytes }) => bytes)).forEach((index, place) => {
    names[index] = String(place).padStart(6, "0");
  });
  return withNames(wasm, names);
}

// From the longest on, always the one next that shares most of its rare pieces with those just placed.
function order(bodies) {
  const pieces = bodies.map(piecesOf);
  const having = new Map();
  pieces.forEach((own, index) => {
    for (const piece of own) {
      if (!having.has(piece)) having.set(piece, []);
      having.get(piece).push(index);
    }
  });
  const weight = (piece) => Math.log(bodies.length / having.get(piece).length);
  const whole = pieces.map((own) => [...own].reduce((sum, piece) => sum + weight(piece), 1));
  const shared = new Float64Array(bodies.length);
  const left = new Set(bodies.keys());
  const placed = [];
  for (let last = longest(bodies); last !== undefined; last = likest(left, (index) => shared[index] / whole[index])) {
    placed.push(last);
    left.delete(last);
    for (const index of left) shared[index] *= FADING;
    for (const piece of pieces[last]) {
      const others = having.get(piece);
      if (others.length < COMMON) for (const index of others) shared[index] += weight(piece);
    }
  }
  return placed;
}

function piecesOf(bytes) {
  const text = bytes.toString("latin1");
  return new Set(Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, at) => text.slice(at, at + PIECE)));
}

function longest(bodies) {
  return likest(bodies.keys(), (index) => bodies[index].length);
}

function likest(indices, worth) {
  let best;
  for (const index of indices) if (best === undefined || worth(index) > worth(best)) best = index;
  return best;
}
