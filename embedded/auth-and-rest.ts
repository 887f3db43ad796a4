import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { App } from '@supabase/lite';
import { findAddressToChange } from './address-change.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import { type AuthMail, type DeliverMail, writeAddressChangedMail, writeAuthMail } from './mail.ts';
import { createRecoverLimit } from './recover-limit.ts';
import type { Secrets } from './secrets.ts';

/** What the app calls of Auth: the rest of Lite's routes (OAuth, magic links, codes, redirects) stays shut. */
const AUTH_ROUTES = /^(POST \/(signup|token|recover|verify|logout)|(GET|PUT) \/user|GET \/(health|settings))$/;
/** Long enough that nobody guesses the code, or the hash in the link that Lite derives from address and code. */
const OTP_DIGITS = 40;
/** The mails say so. */
const OTP_LIFE_SECONDS = 3600;
/** For a known address Lite writes more than for an unknown one: the answers take this long for both. */
const RECOVER_TAKES_MS = 200;

export type AuthAndRest = {
  /** Auth and REST answer here; request bodies must be read already (a stream would hold the lock). */
  fetch(request: Request, peerAddress: string | null): Promise<Response>;
  /** Makes Lite ready for requests: its system tables. Before the migrations. */
  createSystemSchema(): Promise<void>;
};

/** Auth and REST by Lite on our database. */
export function createAuthAndRest(
  database: Database,
  secrets: Secrets,
  deliver: DeliverMail,
  config: Pick<Config, 'siteUrl'>,
): AuthAndRest {
  /** Where the request under way wants its mail to lead: Lite ignores `redirect_to`. */
  const redirects = new AsyncLocalStorage<string | null>();
  const recoverLimit = createRecoverLimit();
  skipBlanketGrants(database);
  const app = new App({
    connection: database.connection,
    api: { schemas: ['public'] },
    auth: {
      enabled: true,
      jwt_secret: secrets.jwtSecret,
      site_url: config.siteUrl,
      enable_refresh_token_rotation: false,
      // With both addresses to confirm, Lite mails the old one alone: the new one would never be proven.
      email: {
        enable_confirmations: false,
        double_confirm_changes: false,
        otp_length: OTP_DIGITS,
        otp_expiry: OTP_LIFE_SECONDS,
      },
    },
    storage: { enabled: false },
    studio: { enabled: false },
    options: {
      drivers: { email: { send: sendMail } },
      server: { admin: false, disableStudio: true, apiKeys: { resolver: resolveKey } },
    },
  });

  async function sendMail(mail: AuthMail): Promise<void> {
    await deliver(writeAuthMail(mail, redirects.getStore() ?? null, config.siteUrl));
  }

  async function resolveKey(key: string) {
    if (key === secrets.anonKey) return { type: 'publishable' as const, claims: { role: 'anon' } };
    if (key === secrets.serviceKey) return { type: 'secret' as const, claims: { role: 'service_role' } };
    return null;
  }

  async function fetch(request: Request, peerAddress: string | null): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const authRoute = pathname.startsWith('/auth/v1/') && `${request.method} ${pathname.slice('/auth/v1'.length)}`;
    if (authRoute && !AUTH_ROUTES.test(authRoute)) {
      return Response.json({ code: 404, error_code: 'not_found', msg: 'Not found' }, { status: 404 });
    }
    const answer = () =>
      database.exclusive(() =>
        redirects.run(searchParams.get('redirect_to'), async () => {
          const response = await app.fetch(request, { peerAddress });
          const body = response.body ? await response.arrayBuffer() : null;
          return new Response(body, response);
        }),
      );
    if (authRoute === 'POST /verify') return verify(request.clone(), answer);
    if (authRoute === 'POST /recover') return recover(request.clone(), answer);
    return answer();
  }

  /** Answers the same in the same time, whether there is such an account, and a mail, or not. */
  async function recover(request: Request, answer: () => Promise<Response>): Promise<Response> {
    const takesLong = delay(RECOVER_TAKES_MS);
    const response = (await recoverLimit.admits(request)) ? await answer() : Response.json({});
    await takesLong;
    return response;
  }

  /** Lite tells nobody when a link has changed the address of an account: the old one hears of it from us. */
  async function verify(request: Request, answer: () => Promise<Response>): Promise<Response> {
    const oldAddress = await findAddressToChange(database, request);
    const response = await answer();
    if (oldAddress && response.ok) {
      const { user } = (await response.clone().json()) as { user: { email: string } };
      await deliver(writeAddressChangedMail(oldAddress, user.email, config.siteUrl));
    }
    return response;
  }

  return {
    fetch,
    createSystemSchema: () => database.exclusive(() => app.ensureSystemSchema()),
  };
}

/**
 * At the first request of a connection Lite grants ALL on every table beside a table with row level security to anon,
 * authenticated and service_role. It does so when its `rlsState` is unknown: state what it would find out.
 * privileges.ts takes the grants back should a later version spell this differently.
 */
function skipBlanketGrants(database: Database): void {
  (database.connection as unknown as { rlsState: string }).rlsState = 'active';
}
