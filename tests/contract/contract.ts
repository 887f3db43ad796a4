import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { SignJWT } from 'jose';
import { BUCKETS_AND_POLICIES } from '../../embedded/storage/storage-test-kit.ts';
import { createTestDirectory, startTestServer } from '../../embedded/test-server.ts';
import { createTestDatabase } from '../support/test-database.ts';

export const A = '11111111-1111-4111-8111-111111111111';
export const B = '22222222-2222-4222-8222-222222222222';
type Keys = { url: string; anonKey: string; serviceKey: string; jwtSecret: string };
export type Seen = { status: number; body: unknown; bytes: Buffer; headers: Headers };
export type Storage = SupabaseClient['storage'];
type Request = { headers?: Record<string, string>; body?: BodyInit; as?: string };

export type Contract = Keys & {
  /** Access tokens. */
  tokens: { a: string; b: string; expired: string };
  /** storage-js as each of them. */
  a: Storage;
  b: Storage;
  anon: Storage;
  service: Storage;
  /** Plain HTTP below /storage/v1. */
  raw(method: string, path: string, request?: Request): Promise<Seen>;
  /** The same, with a path that nothing tidies up. */
  exact(
    method: string,
    path: string,
    request: { headers?: Record<string, string>; body?: Buffer; as: string },
  ): Promise<Seen>;
  /** The token of a signed upload URL. */
  mint(key: string, options?: { upsert?: boolean; bucket?: string }): Promise<string>;
  /** A token as Storage makes them. */
  sign(payload: Record<string, unknown>, expiresInSeconds: number): Promise<string>;
  put(key: string, token: string, request?: Request): Promise<Seen>;
  close(): Promise<void>;
};

/** A PNG of so many bytes, as far as Storage looks. */
export const png = (bytes = 1008, fill = 1): Buffer => Buffer.alloc(bytes, fill);
export const asPng = { 'content-type': 'image/png' };

/** The server of CONTRACT_URL, or an embedded one of its own, without a guard. */
export async function openContract(): Promise<Contract> {
  const { CONTRACT_URL, CONTRACT_ANON_KEY, CONTRACT_SERVICE_KEY, CONTRACT_JWT_SECRET } = process.env;
  if (CONTRACT_URL) {
    return connect({
      url: CONTRACT_URL.replace(/\/+$/, ''),
      anonKey: requireValue('CONTRACT_ANON_KEY', CONTRACT_ANON_KEY),
      serviceKey: requireValue('CONTRACT_SERVICE_KEY', CONTRACT_SERVICE_KEY),
      jwtSecret: requireValue('CONTRACT_JWT_SECRET', CONTRACT_JWT_SECRET),
    });
  }
  const home = await createTestDirectory(BUCKETS_AND_POLICIES);
  const databaseUrl = process.env.DATABASE_URL || (await createTestDatabase());
  const server = await startTestServer(home.directory, databaseUrl ? { DATABASE_URL: databaseUrl } : {});
  const contract = await connect(server);
  const close = async () => {
    await server.stop();
    await home.remove();
  };
  return { ...contract, close };
}

function requireValue(name: string, value: string | undefined): string {
  if (!value) throw new Error(`${name} is missing: it goes with CONTRACT_URL`);
  return value;
}

async function connect({ url, anonKey, serviceKey, jwtSecret }: Keys): Promise<Contract> {
  const secret = new TextEncoder().encode(jwtSecret);
  const sign = (payload: Record<string, unknown>, expiresInSeconds: number) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuedAt(now)
      .setExpirationTime(now + expiresInSeconds)
      .sign(secret);
  };
  const tokenOf = (sub: string, seconds: number) =>
    sign({ sub, role: 'authenticated', aud: 'authenticated', session_id: sub }, seconds);
  const [a, b, expired] = await Promise.all([tokenOf(A, 3600), tokenOf(B, 3600), tokenOf(A, -60)]);
  const clientOf = (key: string, token = key) =>
    createClient(url, key, {
      auth: { persistSession: false, autoRefreshToken: false },
      global: { headers: { Authorization: `Bearer ${token}` } },
    }).storage;

  const raw: Contract['raw'] = async (method, path, { headers = {}, body, as } = {}) => {
    const response = await fetch(`${url}/storage/v1${path}`, {
      method,
      headers: {
        ...(as && { authorization: `Bearer ${as}`, apikey: as === serviceKey ? serviceKey : anonKey }),
        ...headers,
      },
      ...(body !== undefined && { body, duplex: 'half' }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json') && bytes.length > 0;
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      body: isJson ? JSON.parse(bytes.toString()) : '',
    };
  };
  const exact: Contract['exact'] = async (method, path, { headers = {}, body, as }) => {
    const { hostname, port, protocol } = new URL(url);
    if (protocol !== 'http:') throw new Error('Exact paths are asked for over plain http.');
    const all = { ...headers, authorization: `Bearer ${as}`, apikey: anonKey };
    const sent = httpRequest({ hostname, port, method, path: `/storage/v1${path}`, headers: all });
    sent.end(body);
    const [incoming] = (await once(sent, 'response')) as [IncomingMessage];
    const bytes = await buffer(incoming);
    const text = bytes.toString();
    const told = new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    return {
      status: incoming.statusCode ?? 0,
      headers: told,
      bytes,
      body: text.startsWith('{') ? JSON.parse(text) : text,
    };
  };
  return {
    ...{ url, anonKey, serviceKey, jwtSecret, raw, exact, sign, tokens: { a, b, expired } },
    ...{ a: clientOf(anonKey, a), b: clientOf(anonKey, b), anon: clientOf(anonKey), service: clientOf(serviceKey) },
    async mint(key, { upsert = false, bucket = 'assets' } = {}) {
      const { data, error } = await clientOf(anonKey, a).from(bucket).createSignedUploadUrl(key, { upsert });
      if (error) throw error;
      return data.token;
    },
    put: (key, token, request = {}) =>
      raw('PUT', `/object/upload/sign/assets/${key}?token=${token}`, {
        body: new Uint8Array(png()),
        headers: asPng,
        ...request,
      }),
    close: async () => {},
  };
}
