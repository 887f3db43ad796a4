// @ts-check

/**
 * @template T
 * @param {number} timeoutMs
 * @param {Promise<T>} promise
 * @returns {Promise<T | undefined>} undefined when the time is up first
 */
export async function within(timeoutMs, promise) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, timeoutMs, undefined);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
