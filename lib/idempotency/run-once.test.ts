import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../errors.ts';
import type { BegunRequest, IdempotencyStore } from '../ports/idempotency-store.ts';
import { createRunOnce } from './run-once.ts';

const request = { ownerId: 'ada', key: 'k', fingerprint: 'f', repetition: 'answer' } as const;
const away = new AppError('database_unavailable', 'The database does not answer.');

function makeRunOnce(begun: Partial<BegunRequest> = {}, store: Partial<IdempotencyStore> = {}) {
  const lines: string[] = [];
  const full = {
    begin: vi.fn(async () => ({ resourceId: 'r', status: null, body: null, ...begun })),
    finish: vi.fn(async (_request: unknown, _id: string, answer: { status: number; body: unknown }) => answer),
    release: vi.fn(async () => {}),
    expire: vi.fn(async () => 0),
    ...store,
  };
  return { store: full, lines, runOnce: createRunOnce({ store: full, log: (line) => void lines.push(line) }) };
}

describe('createRunOnce', () => {
  it('does the work with the reserved id and keeps the answer', async () => {
    const { runOnce, store } = makeRunOnce();
    const work = vi.fn(async (id: string) => ({ status: 201, body: { id } }));
    expect(await runOnce(request, work)).toEqual({ status: 201, body: { id: 'r' } });
    expect(store.finish).toHaveBeenCalledWith(request, 'r', { status: 201, body: { id: 'r' } });
  });

  it('gives the first answer again without doing the work', async () => {
    const { runOnce } = makeRunOnce({ status: 201, body: { id: 'first' } });
    const work = vi.fn();
    expect(await runOnce(request, work)).toEqual({ status: 201, body: { id: 'first' } });
    expect(work).not.toHaveBeenCalled();
  });

  it('does idempotent work again under the first status and keeps no body of it', async () => {
    const repeated = { ...request, repetition: 'work' } as const;
    const first = makeRunOnce();
    const work = async () => ({ status: 200, body: { url: 'secret' } });
    expect(await first.runOnce(repeated, work)).toEqual({ status: 200, body: { url: 'secret' } });
    expect(first.store.finish).toHaveBeenCalledWith(repeated, 'r', { status: 200, body: null });
    const second = makeRunOnce({ status: 201 });
    expect(await second.runOnce(repeated, work)).toEqual({ status: 201, body: { url: 'secret' } });
    expect(second.store.finish).not.toHaveBeenCalled();
  });

  it('frees the key of work that failed, and fails as the work did', async () => {
    const refused = new AppError('validation_failed', 'No.');
    const { runOnce, store, lines } = makeRunOnce({}, { release: () => Promise.reject(away) });
    await expect(runOnce(request, () => Promise.reject(refused))).rejects.toBe(refused);
    expect(store.finish).not.toHaveBeenCalled();
    expect(lines).toHaveLength(1);
  });

  it('answers although the answer could not be kept', async () => {
    const { runOnce, lines } = makeRunOnce({}, { finish: () => Promise.reject(away) });
    expect(await runOnce(request, async () => ({ status: 201, body: 1 }))).toEqual({ status: 201, body: 1 });
    expect(lines).toHaveLength(1);
  });
});
