// One way to time things on a machine that others use too: contestants take turns within one run, so that what slows one slows all.

/**
 * `contestants` by name, the floor first: each does its work `n` times and returns something made of the results, so that no engine
 * can leave the work out; it may be async. Gives nanoseconds per turn and the ratio to the floor, medians over the rounds, and the ratio
 * of the fastest rounds: on a busy machine the nearest to what it would be alone. `between` is done before each round, on nobody's time.
 */
export async function compare(title, contestants, { rounds = 61, milliseconds = 1, aim, between } = {}) {
  const lanes = [];
  for (const [name, work] of Object.entries(contestants)) lanes.push({ name, work, n: await calibrate(work, milliseconds), times: [] });
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < lanes.length; place++) {
      const lane = lanes[(place + round) % lanes.length];
      await between?.();
      lane.times.push((await time(lane.work, lane.n)) / lane.n);
    }
  }
  const floor = lanes[0].times;
  const row = ({ name, times }) => ({
    name,
    ...summary(times, floor),
    ratio: round(median(times.map((own, index) => own / floor[index]))),
  });
  return { title, aim, rows: lanes.map(row) };
}

/** The same of things that can be done once only in each process or page: `samples` by name, in milliseconds, the floor first. */
export function weigh(title, samples, { aim } = {}) {
  const [floor] = Object.values(samples);
  const row = ([name, times]) => ({ name, ...summary(times, floor), ratio: round(median(times) / median(floor)) });
  return { title, aim, rows: Object.entries(samples).map(row) };
}

const summary = (times, floor) => ({
  nanoseconds: round(median(times) * 1e6),
  fastest: round(Math.min(...times) * 1e6),
  fastestRatio: round(Math.min(...times) / Math.min(...floor)),
});

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// Warm first: an engine compiles what is hot, and whoever asks ten thousand times meets the compiled code.
async function calibrate(work, milliseconds) {
  let n = 1;
  for (;;) {
    // The best of three: a pause of another program's making must not pass for a slow contestant.
    const took = Math.min(await time(work, n), await time(work, n), await time(work, n));
    if (took >= milliseconds) return Math.max(1, Math.round((n * milliseconds) / took));
    n = took < milliseconds / 10 ? n * 8 : Math.ceil((n * milliseconds * 1.2) / took);
  }
}

let kept = 0;
async function time(work, n) {
  const started = performance.now();
  const made = work(n);
  const result = made instanceof Promise ? await made : made;
  const took = performance.now() - started;
  kept += Number(result) || 0;
  return took;
}

/** What the contestants made: read it, and no engine may leave their work out. */
export const madeSoFar = () => kept;

const round = (value) => Number(value.toPrecision(4));
