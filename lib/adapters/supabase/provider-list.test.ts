import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createListProviders } from './provider-list.ts';

const settings = (external: Record<string, boolean>) => Response.json({ external });
const auth = vi.fn<() => Promise<Response>>();
const A_MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', auth);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  auth.mockReset();
});

test('everybody who asks at the same time gets the answer of one request', async () => {
  auth.mockResolvedValueOnce(settings({ github: true, google: false, gitlab: true }));
  const listProviders = createListProviders('http://auth.invalid', 'key');
  expect(await Promise.all([listProviders(), listProviders()])).toEqual([['github'], ['github']]);
  expect(await listProviders()).toEqual(['github']);
  expect(auth).toHaveBeenCalledOnce();
});

test('what was known before stays while Auth is away, and is asked anew every minute', async () => {
  const listProviders = createListProviders('http://auth.invalid', 'key');
  auth.mockRejectedValueOnce(new Error('away'));
  expect(await listProviders()).toEqual([]);
  for (const [answer, providers] of [
    [settings({ google: true }), ['google']],
    [new Response('gateway timeout', { status: 504 }), ['google']],
    [settings({}), []],
  ] as const) {
    vi.advanceTimersByTime(A_MINUTE_MS);
    auth.mockResolvedValueOnce(answer);
    expect(await listProviders()).toEqual(providers);
  }
});
