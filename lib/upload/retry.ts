import { UploadFault } from './upload-fault.ts';

export type RetryPorts = {
  /** Resolves after the time; rejects with AbortError as soon as the signal fires. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Resolves once the device says that it has a network. */
  whenOnline(signal: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
};

export const MAX_ATTEMPTS = 7;
const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 20_000;
const MAX_RETRY_AFTER_MS = 120_000;

/** Milliseconds before attempt `attempt + 1`: exponential with jitter, never sooner than the server asked for. */
export function delayBeforeRetryMs(attempt: number, retryAfterMs: number | null, random: number): number {
  const ceiling = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1));
  const backoff = ceiling / 2 + (ceiling / 2) * random;
  if (retryAfterMs === null) return Math.round(backoff);
  return Math.round(Math.min(retryAfterMs, MAX_RETRY_AFTER_MS) + backoff / 4);
}

/**
 * Runs a step until it succeeds or fails for good. Only `transient` faults are repeated, at most
 * {@link MAX_ATTEMPTS} times in all; waiting for the network to come back is not counted.
 *
 * @throws UploadFault the last one, a transient one turned into `failed`; AbortError when cancelled.
 */
export async function withRetries<T>(
  ports: RetryPorts,
  signal: AbortSignal,
  onDelay: (fault: UploadFault) => void,
  step: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof UploadFault) || error.kind !== 'transient') throw error;
      if (attempt >= MAX_ATTEMPTS) throw new UploadFault('failed', error.message);
      onDelay(error);
      await ports.sleep(delayBeforeRetryMs(attempt, error.retryAfterMs, ports.random()), signal);
      await ports.whenOnline(signal);
    }
  }
}
