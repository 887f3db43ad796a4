import 'server-only';
import type { PublicProbe } from '../../ports/public-probe.ts';

const TIMEOUT_MS = 3000;

/**
 * Asks for the first byte of a public file as a browser would, through whatever caches stand in front.
 * @param publicUrlOf the browser-facing address of an object
 */
export function createPublicProbe(publicUrlOf: (bucket: string, key: string) => string): PublicProbe {
  return async (bucket, key) => {
    try {
      const response = await fetch(publicUrlOf(bucket, key), {
        headers: { range: 'bytes=0-0' },
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (response.ok) return 'cached';
      // Storage answers 400 for a file that is not there; 404 and 410 are what caches make of it.
      return [400, 404, 410].includes(response.status) ? 'dead' : 'unreachable';
    } catch {
      return 'unreachable';
    }
  };
}
