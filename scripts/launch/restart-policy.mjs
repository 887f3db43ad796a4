// @ts-check

/**
 * @typedef {{ restart: true, delayMs: number } | { restart: false }} RestartDecision
 */

/**
 * Restarts at once, then ever later, and gives up when deaths crowd: a process that cannot live must not spin.
 * @param {{ maxDeaths?: number, windowMs?: number, firstDelayMs?: number, maxDelayMs?: number }} [options]
 */
export function createRestartPolicy({ maxDeaths = 5, windowMs = 60_000, firstDelayMs = 100, maxDelayMs = 5_000 } = {}) {
  /** @type {number[]} */
  let deaths = [];
  return {
    /**
     * @param {number} nowMs
     * @returns {RestartDecision}
     */
    onDeath(nowMs) {
      deaths = [...deaths.filter((atMs) => nowMs - atMs < windowMs), nowMs];
      if (deaths.length >= maxDeaths) return { restart: false };
      return { restart: true, delayMs: Math.min(firstDelayMs * 4 ** (deaths.length - 1), maxDelayMs) };
    },
  };
}
