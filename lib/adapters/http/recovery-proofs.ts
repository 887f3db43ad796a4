import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { cookies } from 'next/headers';
import type { RecoveryProofs } from '../../ports/recovery-proofs.ts';

const COOKIE = 'vitrine-recovery';
const LIFE_SECONDS = 15 * 60;

type Options = {
  /** Signs the proofs. */
  secret: string;
  /** Whether the caller came by https. */
  isSecure: () => Promise<boolean>;
};

/** {@link RecoveryProofs} in a signed cookie: `{when it ends}.{signature over user and end}`. */
export function createRecoveryProofs({ secret, isSecure }: Options): RecoveryProofs {
  return {
    async open(userId) {
      const value = signRecoveryProof(secret, userId, Math.floor(Date.now() / 1000) + LIFE_SECONDS);
      const secure = await isSecure();
      (await cookies()).set(COOKIE, value, {
        httpOnly: true,
        sameSite: 'lax',
        secure,
        path: '/',
        maxAge: LIFE_SECONDS,
      });
    },
    async isOpen(userId) {
      const value = (await cookies()).get(COOKIE)?.value ?? '';
      return isRecoveryProof(secret, userId, value, Math.floor(Date.now() / 1000));
    },
    async close() {
      (await cookies()).delete(COOKIE);
    },
  };
}

export function signRecoveryProof(secret: string, userId: string, expiresAtSeconds: number): string {
  const signature = createHmac('sha256', secret).update(`recovery\n${userId}\n${expiresAtSeconds}`).digest('base64url');
  return `${expiresAtSeconds}.${signature}`;
}

export function isRecoveryProof(secret: string, userId: string, value: string, nowSeconds: number): boolean {
  const expiresAtSeconds = Number.parseInt(value, 10);
  if (!(expiresAtSeconds > nowSeconds)) return false;
  const [given, wanted] = [Buffer.from(value), Buffer.from(signRecoveryProof(secret, userId, expiresAtSeconds))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
