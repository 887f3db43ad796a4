import { AsyncLocalStorage } from 'node:async_hooks';
import { App, type EmailDriver } from '@supabase/lite';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import { logLine } from './log.ts';
import type { Mailbox } from './mailbox.ts';
import type { Secrets } from './secrets.ts';

/** What the app calls of Auth: the rest of Lite's routes (OAuth, magic links, codes, redirects) stays shut. */
const AUTH_ROUTES = /^(POST \/(signup|token|recover|verify|logout)|(GET|PUT) \/user|GET \/(health|settings))$/;
/** Long enough that nobody guesses the code, or the hash in the link that Lite derives from address and code. */
const OTP_DIGITS = 40;

type EmailMessage = Parameters<EmailDriver['send']>[0];

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
  /** Null where nobody could read it: mails are dropped with a line in the log. */
  mailbox: Mailbox | null,
  config: Pick<Config, 'siteUrl'>,
): AuthAndRest {
  /** Where the request under way wants its mail to lead: Lite ignores `redirect_to`. */
  const redirects = new AsyncLocalStorage<string | null>();
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
      email: { enable_confirmations: false, double_confirm_changes: false, otp_length: OTP_DIGITS },
    },
    storage: { enabled: false },
    studio: { enabled: false },
    options: {
      drivers: { email: { send: sendMail } },
      server: { admin: false, disableStudio: true, apiKeys: { resolver: resolveKey } },
    },
  });

  async function sendMail(message: EmailMessage): Promise<void> {
    if (mailbox) await mailbox.receive(message, redirects.getStore() ?? null);
    else logLine(`nobody delivers mails here: dropped "${message.subject}"`);
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
    return database.exclusive(() =>
      redirects.run(searchParams.get('redirect_to'), async () => {
        const response = await app.fetch(request, { peerAddress });
        const body = response.body ? await response.arrayBuffer() : null;
        return new Response(body, response);
      }),
    );
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
