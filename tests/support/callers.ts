import { SignJWT } from 'jose';
import type { Stack } from './start-stack.ts';
import type { User } from './users.ts';

/** An access token of this person that was right an hour ago. */
export function makeExpiredToken({ jwtSecret }: Stack, { id, email }: User): Promise<string> {
  const anHourAgo = Math.floor(Date.now() / 1000) - 3600;
  return new SignJWT({ email, role: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(id)
    .setAudience('authenticated')
    .setIssuedAt(anHourAgo - 3600)
    .setExpirationTime(anHourAgo)
    .sign(new TextEncoder().encode(jwtSecret));
}

/** The token of one person with another's id in it, under the old signature. */
export function tamperToken(token: string, subject: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return [header, encode({ ...claims, sub: subject }), signature].join('.');
}

/** A token that says it needs no signature. */
export function makeUnsignedToken({ id, email }: User): string {
  const claims = {
    sub: id,
    email,
    role: 'authenticated',
    aud: 'authenticated',
    exp: Math.floor(Date.now() / 1000) + 3600,
  };
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;
}

/** The Cookie header of a browser whose session holds this access token, in the form of @supabase/ssr. */
export function cookieWith(sessionCookie: string, accessToken: string): string {
  const [name] = sessionCookie.split('=');
  const session = {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: 3600,
    expires_at: Math.floor(Date.now() / 1000) + 3600,
    refresh_token: 'nothing',
    user: null,
  };
  return `${name?.replace(/\.\d+$/, '')}=base64-${encode(session)}`;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
