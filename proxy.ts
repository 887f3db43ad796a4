import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { createCookieClient } from './lib/adapters/supabase/cookie-client.ts';
import { env } from './lib/env.ts';
import { clientAddressOf } from './lib/http/client-address.ts';
import { isOwnOrigin } from './lib/http/own-origin.ts';
import { contentSecurityPolicy, STRICT_TRANSPORT_SECURITY } from './lib/http/page-headers.ts';
import { isHttps, originsOf } from './lib/http/request-origins.ts';

/**
 * Before every page and server action: refuses writes from other sites, says what the page may load, and refreshes a
 * session that is about to expire. It decides nothing else: every page, action and route checks for itself. Routes below /api stay outside:
 * they do both for themselves, and Next would cut their bodies at 10 MiB here.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const origins = originsOf(request.headers, env());
  if (!isOwnOrigin(request.method, request.headers, origins.siteUrl)) {
    return NextResponse.json(
      { error: { code: 'forbidden', message: 'This request does not come from a page of this site.' } },
      { status: 403 },
    );
  }
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy({ nonce, origins, isDevelopment: env().isDevelopment });
  const goOn = () => {
    const headers = new Headers(request.headers);
    // Where requireViewer sends people back to after signing in.
    headers.set('x-vitrine-path', request.nextUrl.pathname + request.nextUrl.search);
    // Next gives its scripts the nonce of this; the layout gives it to ours.
    headers.set('content-security-policy', policy);
    headers.set('x-nonce', nonce);
    const response = NextResponse.next({ request: { headers } });
    response.headers.set('content-security-policy', policy);
    if (isHttps(origins.siteUrl)) response.headers.set('strict-transport-security', STRICT_TRANSPORT_SECURITY);
    return response;
  };
  let response = goOn();
  if (PUBLIC_PAGE.test(request.nextUrl.pathname)) return response;
  const client = createCookieClient(
    {
      getAll: () => request.cookies.getAll(),
      setAll: (changed, cacheHeaders) => {
        for (const { name, value } of changed) request.cookies.set(name, value);
        response = goOn();
        for (const { name, value, options } of changed) response.cookies.set(name, value, options);
        for (const [name, value] of Object.entries(cacheHeaders)) response.headers.set(name, value);
      },
    },
    { secure: isHttps(origins.siteUrl), address: clientAddressOf(request.headers) },
  );
  // Reads the cookies and talks to Auth only when the access token has expired.
  await client.auth.getSession();
  return response;
}

/** Nobody's session matters there. */
const PUBLIC_PAGE = /^\/[pg]\//;

export const config = {
  matcher: ['/((?!api/|_next/static|_next/image|icon\\.svg|apple-icon\\.png|icons/|manifest\\.webmanifest).*)'],
};
