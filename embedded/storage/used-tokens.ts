import { createHash } from 'node:crypto';

/** A signed upload's token that writes once: it brings nothing more after its object was removed. */
export type SingleUseToken = { digest: string; expiresAt: Date };

export function singleUseToken(token: string, expiresAt: Date): SingleUseToken {
  return { digest: createHash('sha256').update(token).digest('hex'), expiresAt };
}
