// @ts-check

/**
 * @param {number} ms
 * @returns {string} such as `3.2 s` or `2 min 5 s`
 */
export function formatDuration(ms) {
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Says what is under way, and how long it took.
 * @template T
 * @param {string} doing such as `Building the app…`
 * @param {string} done such as `Built`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(doing, done, work) {
  const startedAtMs = Date.now();
  console.log(doing);
  const result = await work();
  console.log(`${done} in ${formatDuration(Date.now() - startedAtMs)}.`);
  return result;
}
