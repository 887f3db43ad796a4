import { readJsonBody } from './read-json-body.ts';

const PAUSE_MS = 60_000;

/**
 * One mail a minute for each address, known or not: anybody may ask for one, so nobody's mailbox must fill with them.
 * Asked before Lite is: each of its mails makes the link of the one before it useless.
 */
export function createRecoverLimit() {
  /** Oldest first. */
  const askedAtMs = new Map<string, number>();
  return {
    /** Whether a mail may go to the address in this request to `/recover`. */
    async admits(request: Request): Promise<boolean> {
      const { email } = await readJsonBody(request);
      if (typeof email !== 'string') return true;
      const address = email.toLowerCase();
      const nowMs = Date.now();
      for (const [old, atMs] of askedAtMs) {
        if (nowMs - atMs < PAUSE_MS) break;
        askedAtMs.delete(old);
      }
      if (askedAtMs.has(address)) return false;
      askedAtMs.set(address, nowMs);
      return true;
    },
  };
}
