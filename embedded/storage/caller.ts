import type { IncomingMessage } from 'node:http';
import { jwtVerify } from 'jose';
import type { Caller, Role } from '../database.ts';
import { accessDenied, invalidRequest } from './errors.ts';

const ROLES: readonly string[] = ['anon', 'authenticated', 'service_role'] satisfies Role[];
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Storage's own rights: for writes that were allowed already and for reads that no policy covers. */
export const SERVICE: Caller = { role: 'service_role', claims: {} };

/** Made once: otherwise every token that is signed or verified makes it anew. */
export function importJwtKey(secret: string): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['sign', 'verify']);
}

/** Who asks, by the bearer token or, without one, by the API key. @throws StorageError AccessDenied for a bad token */
export async function requireCaller(request: IncomingMessage, jwtKey: CryptoKey): Promise<Caller> {
  const [, bearer] = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const token = bearer ?? request.headers.apikey;
  if (typeof token !== 'string' || token === '')
    throw invalidRequest("headers must have required property 'authorization'");
  const { payload } = await jwtVerify(token, jwtKey, { algorithms: ['HS256'] }).catch((error: Error) => {
    throw accessDenied(error.message);
  });
  if (typeof payload.role !== 'string' || !ROLES.includes(payload.role)) throw accessDenied('Invalid role');
  return { role: payload.role as Role, claims: payload };
}

/** The user to write down as an object's owner; null for keys. */
export function findOwner({ claims }: Caller): string | null {
  return typeof claims.sub === 'string' && UUID.test(claims.sub) ? claims.sub : null;
}
