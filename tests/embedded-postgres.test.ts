import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPostgres } from '../scripts/launch/find-postgres.mjs';
import { createApi } from './support/api-client.ts';
import { type Backend, createBackend } from './support/database.ts';
import { takeInventory } from './support/invariants.ts';
import { makeTinyPng } from './support/make-images.ts';
import { startPostgres } from './support/start-postgres.ts';
import { type Stack, startStack } from './support/start-stack.ts';
import { signUp } from './support/users.ts';

/** The embedded back end with DATABASE_URL: what differs from PGlite is the driver, and that transactions run at once. */

const programs = findPostgres();

describe.skipIf(programs === null)('the embedded back end on PostgreSQL', () => {
  let postgres: { url: string; stop(): Promise<void> };
  let stack: Stack;
  let backend: Backend;

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '');
    stack = await startStack({ env: { DATABASE_URL: postgres.url } });
    backend = createBackend(stack);
  });
  afterAll(async () => {
    await stack?.stop();
    await postgres?.stop();
  });

  test('images are uploaded, published and taken back, with a logo on their pages', async () => {
    const ada = await signUp(stack, 'ada');
    const api = createApi(stack.appUrl, ada.accessToken);
    const job = await api.createJob('On PostgreSQL');
    await api.putImage('/me/logos/primary', makeTinyPng(500));
    const seeds = Array.from({ length: 8 }, (_, index) => index + 1);
    const assets = await Promise.all(
      seeds.map((seed) => api.upload(job.id, { name: `${seed}.png`, bytes: makeTinyPng(seed) })),
    );
    const shown = await Promise.all(assets.map(({ id }) => api.setVisibility(id, 'public')));
    expect(new Set(shown.map(({ status }) => status))).toEqual(new Set(['public']));
    for (const { pageUrl } of shown) expect((await fetch(pageUrl ?? '')).status).toBe(200);
    await Promise.all(shown.slice(0, 4).map(({ id }) => api.setVisibility(id, 'private')));
    expect((await api.getJob(job.id)).publicCount).toBe(4);
    const inventory = await takeInventory(backend);
    expect(inventory).toMatchObject({ assets: 8, verified: 8, published: 4, problems: [] });
  });

  test('an owner who publishes while the account is taken down gets nothing through', async () => {
    const rita = await signUp(stack, 'rita');
    const api = createApi(stack.appUrl, rita.accessToken);
    const { id: jobId } = await api.createJob('Meanwhile');
    const assets = await Promise.all(
      [1, 2, 3, 4].map((seed) => api.upload(jobId, { name: `${seed}.png`, bytes: makeTinyPng(seed) })),
    );
    const publish = (id: string) => api.call('PUT', `/api/v1/assets/${id}/visibility`, { visibility: 'public' });
    const answers = assets.flatMap(({ id }) => [publish(id), publish(id), publish(id)]);
    const { error } = await backend.client.rpc('suspend_account', { p_owner: rita.id, p_reason: null });
    expect(error).toBeNull();
    for (const { status } of await Promise.all(answers)) expect([200, 403]).toContain(status);
    for (const { id } of assets) expect((await publish(id)).status).toBe(403);
    const advanced = await backend.client.rpc('advance_suspension', { p_owner: rita.id, p_limit: 10 });
    expect(advanced.error).toBeNull();
    for (const { id } of assets) expect((await api.getAsset(id)).visibility).toBe('private');
  });
});
