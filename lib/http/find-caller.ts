import 'server-only';
import { auth, services } from '../composition.ts';
import { env } from '../env.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../ports/auth-gateway.ts';
import type { Caller } from './caller.ts';
import { isOwnOrigin } from './own-origin.ts';
import { siteUrlOf } from './request-origins.ts';

const BEARER = /^Bearer (\S+)$/i;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * Who calls the API: the bearer of an API token or of a Supabase access token, or else the session in the cookies. A
 * page of another site makes the browser send cookies but no Authorization header, so only cookies need an Origin of
 * ours.
 * @throws AppError unauthenticated, forbidden
 */
export async function requireCaller(request: Request): Promise<Caller> {
  const authorization = request.headers.get('authorization');
  const caller = authorization === null ? await findCookieCaller(request) : await findBearer(authorization);
  if (!caller) throw new AppError('unauthenticated', 'Sign in, or send a valid token.');
  return caller;
}

async function findCookieCaller(request: Request): Promise<Caller | null> {
  const viewer = await auth().findViewer();
  // Nobody is told to sign in, wherever they come from.
  if (viewer && !isOwnOrigin(request.method, request.headers, siteUrlOf(request.headers, env()))) {
    throw new AppError('forbidden', 'This request does not come from a page of this site.');
  }
  return withAllScopes(viewer);
}

async function findBearer(authorization: string): Promise<Caller | null> {
  const token = BEARER.exec(authorization)?.[1] ?? '';
  if (JWT.test(token)) return withAllScopes(await auth().findBearer(token));
  const holder = await services().apiTokens.findHolder(token);
  return holder && { id: holder.ownerId, email: holder.email, scopes: holder.scopes };
}

const withAllScopes = (viewer: Viewer | null): Caller | null => viewer && { ...viewer, scopes: null };
