import { expect, it, vi } from 'vitest';
import { WakeLock } from './wake-lock.ts';

function setUp(request?: () => Promise<{ released: boolean; release(): Promise<void> }>) {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const sentinels: { released: boolean; release(): Promise<void> }[] = [];
  const askWakeLock = vi.fn(
    request ??
      (async () => {
        const sentinel = {
          released: false,
          release: async () => {
            sentinel.released = true;
          },
        };
        sentinels.push(sentinel);
        return sentinel;
      }),
  );
  const lock = new WakeLock({ wakeLock: { request: askWakeLock }, page });
  const show = (visibilityState: DocumentVisibilityState) => {
    page.visibilityState = visibilityState;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const heldCount = () => sentinels.filter(({ released }) => !released).length;
  return { lock, askWakeLock, sentinels, show, heldCount };
}

it('is held while it is needed, once', async () => {
  const { lock, askWakeLock, heldCount } = setUp();
  lock.setNeeded(true);
  lock.setNeeded(true);
  await vi.waitFor(() => expect(heldCount()).toBe(1));
  lock.setNeeded(false);
  await vi.waitFor(() => expect(heldCount()).toBe(0));
  expect(askWakeLock).toHaveBeenCalledTimes(1);
});

it('is asked for again when the page comes back, if it is still needed', async () => {
  const { lock, sentinels, show, heldCount, askWakeLock } = setUp();
  lock.setNeeded(true);
  await vi.waitFor(() => expect(heldCount()).toBe(1));
  await sentinels[0]?.release();
  show('hidden');
  expect(heldCount()).toBe(0);
  show('visible');
  await vi.waitFor(() => expect(heldCount()).toBe(1));
  lock.setNeeded(false);
  await vi.waitFor(() => expect(heldCount()).toBe(0));
  show('visible');
  expect(askWakeLock).toHaveBeenCalledTimes(2);
});

it('is let go when it came too late', async () => {
  const { lock, heldCount, sentinels } = setUp();
  lock.setNeeded(true);
  lock.setNeeded(false);
  await vi.waitFor(() => expect(sentinels).toHaveLength(1));
  await vi.waitFor(() => expect(heldCount()).toBe(0));
});

it('does without, where the browser refuses or has none', async () => {
  const { lock, askWakeLock } = setUp(() => Promise.reject(new DOMException('low battery', 'NotAllowedError')));
  lock.setNeeded(true);
  await vi.waitFor(() => expect(askWakeLock).toHaveBeenCalledTimes(1));
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
  new WakeLock({ wakeLock: undefined, page }).setNeeded(true);
});
