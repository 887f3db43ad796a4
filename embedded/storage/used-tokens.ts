import { createHash } from 'node:crypto';
import type { Sql } from '../database.ts';
import { duplicate } from './errors.ts';

/** A signed upload's token that writes once: it brings nothing more after its object was removed. */
export type SingleUseToken = { digest: string; expiresAt: Date };

export function singleUseToken(token: string, expiresAt: Date): SingleUseToken {
  return { digest: createHash('sha256').update(token).digest('hex'), expiresAt };
}

/** In the transaction that writes the object. @throws StorageError KeyAlreadyExists for one that has written before */
export async function spendToken(sql: Sql, { digest, expiresAt }: SingleUseToken): Promise<void> {
  await sql.query('delete from storage.used_upload_tokens where expires_at < now()');
  const used = await sql.query(
    `insert into storage.used_upload_tokens (digest, expires_at) values ($1, $2::text::timestamptz)
     on conflict do nothing returning digest`,
    [digest, expiresAt.toISOString()],
  );
  if (used.length === 0) throw duplicate('KeyAlreadyExists');
}
