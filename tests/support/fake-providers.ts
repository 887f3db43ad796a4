import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { User } from './users.ts';

type Flow = { challenge: string; email: string; password: string };
type Json = Record<string, unknown>;

export type FakeProviders = Awaited<ReturnType<typeof startFakeProviders>>;

/**
 * Supabase Auth's part of signing in with GitHub, in front of the embedded back end, which has no providers; everything
 * else passes through. The provider itself is left out: it knows who sits in front of it and lets them in.
 *
 * Modelled on https://github.com/supabase/auth: internal/api/external.go, pkce.go and token.go.
 */
export async function startFakeProviders(backendUrl: string) {
  /** By code; each works once. */
  const flows = new Map<string, Flow>();
  let person: Pick<User, 'email' | 'password'> | undefined;
  let refusal: Record<string, string> | undefined;
  let newestMail: string | undefined;

  function sendBack(redirectTo: string, challenge: string, { email, password }: Omit<Flow, 'challenge'>): string {
    const code = randomUUID();
    flows.set(code, { challenge, email, password });
    const target = new URL(redirectTo);
    target.searchParams.set('code', code);
    return target.href;
  }

  async function exchange({ auth_code: code, code_verifier: verifier }: Json, apikey: string): Promise<[number, Json]> {
    const flow = flows.get(String(code));
    if (!flow) return [404, { code: 404, error_code: 'flow_state_not_found', msg: 'invalid flow state' }];
    if (createHash('sha256').update(String(verifier)).digest('base64url') !== flow.challenge) {
      return [400, { code: 400, error_code: 'bad_code_verifier', msg: 'code challenge does not match' }];
    }
    flows.delete(String(code));
    const { email, password } = flow;
    const session = await fetch(`${backendUrl}/auth/v1/token?grant_type=password`, {
      ...{ method: 'POST', body: JSON.stringify({ email, password }) },
      headers: { apikey, 'content-type': 'application/json' },
    });
    return [session.status, (await session.json()) as Json];
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(incoming.url ?? '', backendUrl);
    const apikey = String(incoming.headers.apikey);
    const send = (status: number, body: Json) => {
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const route = `${incoming.method} ${pathname}`;
    if (route === 'GET /auth/v1/settings') {
      const settings = (await (await fetch(`${backendUrl}/auth/v1/settings`, { headers: { apikey } })).json()) as Json;
      return send(200, { ...settings, external: { email: true, github: true, google: false } });
    }
    if (route === 'GET /auth/v1/authorize') {
      const redirectTo = query.get('redirect_to') ?? '';
      if (query.get('code_challenge_method') !== 's256' || query.get('provider') !== 'github' || !person) {
        return send(400, { code: 400, error_code: 'validation_failed', msg: 'Unsupported provider or challenge' });
      }
      const target = refusal
        ? `${redirectTo}&${new URLSearchParams(refusal)}`
        : sendBack(redirectTo, query.get('code_challenge') ?? '', person);
      outgoing.writeHead(302, { location: target }).end();
      return;
    }
    if (route === 'POST /auth/v1/token' && query.get('grant_type') === 'pkce') {
      return send(...(await exchange(JSON.parse(await text(incoming)), apikey)));
    }
    if (route === 'POST /auth/v1/recover' && person) {
      const { code_challenge: challenge } = JSON.parse(await text(incoming)) as Json;
      newestMail = sendBack(query.get('redirect_to') ?? '', String(challenge), person);
      return send(200, {});
    }
    passThrough(incoming, outgoing, backendUrl);
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Whoever signs in at the provider from now on is this person. */
    seat(user: Pick<User, 'email' | 'password'>): void {
      person = user;
    },
    /** Sends the next person back with this in place of a code. */
    async refusing<T>(query: Record<string, string>, work: () => Promise<T>): Promise<T> {
      refusal = query;
      return work().finally(() => {
        refusal = undefined;
      });
    },
    /** The link of the newest recovery mail: hosted Auth's own templates lead back with a code too. */
    recoveryLink: () => newestMail ?? '',
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function passThrough(incoming: IncomingMessage, outgoing: ServerResponse, backendUrl: string): void {
  const { hostname, port, host } = new URL(backendUrl);
  const { method, url: path } = incoming;
  const onward = request({ hostname, port, method, path, headers: { ...incoming.headers, host } }, (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
