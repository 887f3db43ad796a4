import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { auth } from './composition.ts';
import type { Viewer } from './ports/auth-gateway.ts';

/** The signed-in person, checked by Auth once per request; null for nobody. */
export const findViewer = cache((): Promise<Viewer | null> => auth().findViewer());

/** For pages: sends nobody to the sign-in page, from where they come back. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await findViewer();
  if (viewer) return viewer;
  const path = (await headers()).get('x-vitrine-path');
  redirect(path && path !== '/jobs' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in');
}
