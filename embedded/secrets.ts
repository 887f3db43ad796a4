import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { findJsonFile, writeFileAtomically } from './files.ts';

export type Secrets = {
  jwtSecret: string;
  anonKey: string;
  serviceKey: string;
  /** The unguessable last part of the mail page's address. */
  mailSecret: string;
};

const KEY_LIFE_SECONDS = 10 * 365 * 24 * 3600;

/** The secrets of this data directory: made at the first start, the same ever after. */
export async function loadSecrets(dataDirectory: string): Promise<Secrets> {
  const path = join(dataDirectory, 'secrets.json');
  const kept = findJsonFile<Secrets>(path);
  if (kept) return kept;
  const jwtSecret = randomBytes(48).toString('base64url');
  const secrets: Secrets = {
    jwtSecret,
    anonKey: await signKey('anon', jwtSecret),
    serviceKey: await signKey('service_role', jwtSecret),
    mailSecret: randomBytes(24).toString('base64url'),
  };
  await writeFileAtomically(path, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

function signKey(role: 'anon' | 'service_role', jwtSecret: string): Promise<string> {
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT({ role, iss: 'supabase' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + KEY_LIFE_SECONDS)
    .sign(new TextEncoder().encode(jwtSecret));
}
