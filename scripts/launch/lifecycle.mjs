// @ts-check

/** @type {Record<string, number>} */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const PARENT_POLL_MS = 500;
/** npm hands on the Ctrl-C that the terminal already sent to us: only a later one means impatience. */
const IMPATIENCE_AFTER_MS = 1_000;

/**
 * @typedef {object} Lifecycle
 * @property {() => boolean} isStopping
 * @property {(stop: () => Promise<void>) => () => void} onStop run at the end, last registered first; returns the way to take it back
 * @property {(exitCode: number) => Promise<never>} stop stops everything and ends the process; later calls wait for the first
 */

/**
 * Ends the process cleanly on signals, and when npm, its parent, is gone (npm hands on neither SIGHUP nor its own death).
 * @param {{ onSignal?: () => void }} [hooks] called once, when the first signal arrives
 * @returns {Lifecycle}
 */
export function createLifecycle({ onSignal } = {}) {
  /** @type {Set<() => Promise<void>>} */
  const stoppers = new Set();
  /** @type {Promise<never> | null} */
  let stopping = null;

  /** @type {Lifecycle} */
  const lifecycle = {
    isStopping: () => stopping !== null,
    onStop(stop) {
      stoppers.add(stop);
      return () => stoppers.delete(stop);
    },
    stop(exitCode) {
      stopping ??= (async () => {
        for (const stop of [...stoppers].reverse()) await stop();
        process.exit(exitCode);
      })();
      return stopping;
    },
  };

  let firstSignalAtMs = 0;
  for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      if (firstSignalAtMs === 0) {
        firstSignalAtMs = Date.now();
        onSignal?.();
      } else if (Date.now() - firstSignalAtMs > IMPATIENCE_AFTER_MS) {
        process.exit(exitCode);
      }
      lifecycle.stop(exitCode);
    });
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) lifecycle.stop(/** @type {number} */ (EXIT_CODES.SIGTERM));
  }, PARENT_POLL_MS).unref();
  // A reader that went away (`npm start | head`) is no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return lifecycle;
}
