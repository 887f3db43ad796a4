import {
  createTestClient,
  createTestDirectory,
  createTestUser,
  startTestServer,
  type TestServer,
} from '../test-server.ts';

export const MAX_BYTES = 10 * 1024 * 1024;
const TYPES = `array['image/png', 'image/jpeg', 'image/webp', 'image/gif']`;
/** As the recording of Supabase Storage had them: each user in a folder of their own. */
export const BUCKETS_AND_POLICIES = `
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('assets', 'assets', false, ${MAX_BYTES}, ${TYPES}), ('public-assets', 'public-assets', true, ${MAX_BYTES}, ${TYPES});
create policy own_select on storage.objects for select to authenticated using ((storage.foldername(name))[1] = auth.uid()::text);
create policy own_insert on storage.objects for insert to authenticated with check ((storage.foldername(name))[1] = auth.uid()::text);
create policy own_update on storage.objects for update to authenticated using ((storage.foldername(name))[1] = auth.uid()::text);
create policy own_delete on storage.objects for delete to authenticated using ((storage.foldername(name))[1] = auth.uid()::text);
`;
const MIGRATION = `${BUCKETS_AND_POLICIES}
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('small', 'small', false, 500, null), ('text', 'text', false, null, array['text/*']);
create schema private;
create function private.guard() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.name like '%/forbidden%' then raise exception 'guard: not this one' using errcode = '42501'; end if;
  if new.name like '%/length%' and new.metadata ? 'size' and (new.metadata ->> 'size')::int <> 3 then
    raise exception 'guard: length differs' using errcode = '42501';
  end if;
  if new.name like '%/probe-mint%' and new.metadata ->> 'mimetype' <> 'application/json' then
    raise exception 'guard: %', new.metadata using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before insert or update on storage.objects for each row execute function private.guard();
`;

export type User = Awaited<ReturnType<typeof createTestUser>>;
export let home: Awaited<ReturnType<typeof createTestDirectory>>;
export let server: TestServer;
let base: string;
export let a: User;
export let b: User;
export let service: ReturnType<typeof createTestClient>;
export let anon: ReturnType<typeof createTestClient>;

/** One server, two users and the service for the tests of a file. */
export async function openStorageTest(): Promise<void> {
  home = await createTestDirectory(MIGRATION);
  await connectTo(await startTestServer(home.directory));
  a = await createTestUser(server, 'a');
  b = await createTestUser(server, 'b');
}

export async function closeStorageTest(): Promise<void> {
  await server?.stop();
  await home?.remove();
}

/** Points everything here at a server, also after a restart. */
export async function connectTo(started: TestServer): Promise<void> {
  server = started;
  base = `${server.url}/storage/v1`;
  service = createTestClient(server, server.serviceKey);
  anon = createTestClient(server, server.anonKey);
}

export const png = (bytes = 1000, fill = 1) => new Blob([new Uint8Array(bytes).fill(fill)], { type: 'image/png' });
export const as = (token: string) => ({ authorization: `Bearer ${token}` });

/** Sends a request whose path no client tidies up. */
export async function raw(method: string, path: string, init: RequestInit = {}) {
  const response = await fetch(`${base}${path}`, { method, ...init });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text.startsWith('{') ? JSON.parse(text) : text,
  };
}

export async function uploadToken(name: string, user = a, upsert = false): Promise<string> {
  const { data, error } = await user.client.storage.from('assets').createSignedUploadUrl(name, { upsert });
  if (error) throw error;
  return data.token;
}

export const put = (name: string, token: string, init: RequestInit = {}) =>
  raw('PUT', `/object/upload/sign/assets/${name}?token=${token}`, {
    body: png(),
    headers: { 'content-type': 'image/png' },
    ...init,
  });

export const KEY_EXISTS = {
  statusCode: '409',
  error: 'Duplicate',
  message: 'The resource already exists',
  code: 'KeyAlreadyExists',
};
export const NO_SUCH_KEY = { statusCode: '404', error: 'not_found', message: 'Object not found', code: 'NoSuchKey' };
export const NO_SUCH_BUCKET = {
  statusCode: '404',
  error: 'Bucket not found',
  message: 'Bucket not found',
  code: 'NoSuchBucket',
};
export const DENIED = {
  statusCode: '403',
  error: 'Unauthorized',
  message: 'new row violates row-level security policy',
  code: 'AccessDenied',
};
export const TOO_LARGE = {
  statusCode: '413',
  error: 'Payload too large',
  message: 'The object exceeded the maximum allowed size',
  code: 'EntityTooLarge',
};
export const mimeError = (type: string) => ({
  statusCode: '415',
  error: 'invalid_mime_type',
  message: `mime type ${type} is not supported`,
  code: 'InvalidMimeType',
});
