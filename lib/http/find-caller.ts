import 'server-only';
import { auth } from '../composition.ts';
import { env } from '../env.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../ports/auth-gateway.ts';
import type { Caller } from './caller.ts';
import { isOwnOrigin } from './own-origin.ts';
import { siteUrlOf } from './request-origins.ts';

/**
 * Who calls the API: the bearer of a Supabase access token, or else the session in the cookies. A page of another
 * site makes the browser send cookies but no Authorization header, so only cookies need an Origin of ours.
 * @throws AppError unauthenticated, forbidden
 */
export async function requireCaller(request: Request): Promise<Caller> {
  const authorization = request.headers.get('authorization');
  const viewer = authorization === null ? await findCookieCaller(request) : await findBearer(authorization);
  if (!viewer) throw new AppError('unauthenticated', 'Sign in, or send a valid access token.');
  return { ...viewer, scopes: null };
}

async function findCookieCaller(request: Request): Promise<Viewer | null> {
  const viewer = await auth().findViewer();
  // Nobody is told to sign in, wherever they come from.
  if (viewer && !isOwnOrigin(request.method, request.headers, siteUrlOf(request.headers, env()))) {
    throw new AppError('forbidden', 'This request does not come from a page of this site.');
  }
  return viewer;
}

async function findBearer(authorization: string): Promise<Viewer | null> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (!token) return null;
  return auth().findBearer(token);
}
