import type { BrowserContext } from '@playwright/test';
import postgres from 'postgres';
import { findPostgres } from '../../scripts/launch/find-postgres.mjs';
import { createApi } from '../../tests/support/api-client.ts';
import { makeImage } from '../../tests/support/make-images.ts';
import { seedCopies } from '../../tests/support/seed-copies.ts';
import { startPostgres } from '../../tests/support/start-postgres.ts';
import { startStack } from '../../tests/support/start-stack.ts';
import { openCookieSession, signUp } from '../../tests/support/users.ts';

/** Images with bytes of their own; the others repeat them. */
const DISTINCT = 240;
const UPLOADS_AT_ONCE = 4;

export type LargeJob = {
  appUrl: string;
  jobUrl: string;
  jobId: string;
  /** Another job of the same person, with the distinct images. */
  smallJobUrl: string;
  signIn(context: BrowserContext): Promise<void>;
  stop(): Promise<void>;
};

/** A stack on a PostgreSQL of its own, with one job of so many images. @returns null where PostgreSQL is not installed */
export async function startLargeJob(count: number): Promise<LargeJob | null> {
  const programs = findPostgres();
  if (programs === null) return null;
  const server = await startPostgres(programs);
  const stack = await startStack({ env: { DATABASE_URL: server.url } });
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  const user = await signUp(stack, 'ada');
  const api = createApi(stack.appUrl, user.accessToken);
  const [small, large] = [await api.createJob('Distinct'), await api.createJob('Ten thousand')];
  const seeds = Array.from({ length: DISTINCT }, (_, index) => index + 1);
  await Promise.all(
    Array.from({ length: UPLOADS_AT_ONCE }, async () => {
      for (let seed = seeds.pop(); seed !== undefined; seed = seeds.pop()) {
        const size = seed % 3 === 0 ? { width: 640, height: 480 } : { width: 480, height: 640 };
        const bytes = await makeImage({ format: 'jpeg', pattern: 'gradient', seed, ...size });
        await api.upload(small.id, { name: `distinct-${seed}.jpg`, bytes, contentType: 'image/jpeg' });
      }
    }),
  );
  await seedCopies(sql, { ownerId: user.id, jobId: large.id, fromJobId: small.id, count });
  await sql.end();
  return {
    appUrl: stack.appUrl,
    jobUrl: `${stack.appUrl}/jobs/${large.id}`,
    jobId: large.id,
    smallJobUrl: `${stack.appUrl}/jobs/${small.id}`,
    async signIn(context) {
      const cookies = (await openCookieSession(stack, user)).split('; ').map((pair) => {
        const at = pair.indexOf('=');
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: stack.appUrl };
      });
      await context.addCookies(cookies);
    },
    async stop() {
      await stack.stop();
      await server.stop();
    },
  };
}
