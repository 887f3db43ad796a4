import { expect } from 'vitest';
import * as bodies from '../../embedded/storage/storage-test-kit.ts';
import type { Contract, Seen } from './contract.ts';

/** What is expected of an answer in HTTP; what is left out may be anything. */
export type Answer = {
  status: number;
  /** The whole body. */
  body?: unknown;
  bytes?: number;
  headers?: Record<string, string | RegExp>;
};

/** One line of the contract: what is asked, and how the answer is judged. */
export type Row = { op: string; ask: (contract: Contract) => Promise<void> };

export function expectAnswer(seen: Seen, { status, body, bytes, headers = {} }: Answer): void {
  expect(seen.status, JSON.stringify(seen.body)).toBe(status);
  if (body !== undefined) expect(seen.body).toEqual(body);
  if (bytes !== undefined) expect(seen.bytes.length).toBe(bytes);
  for (const [name, value] of Object.entries(headers)) {
    const told = seen.headers.get(name);
    if (typeof value === 'string') expect(told, name).toBe(value);
    else expect(told, name).toMatch(value);
  }
}

/** A row in plain HTTP. */
export const http = (op: string, ask: (contract: Contract) => Promise<Seen>, answer: Answer): Row => ({
  op,
  ask: async (contract) => expectAnswer(await ask(contract), answer),
});

type Result = { data: unknown; error: unknown };

/** A row of storage-js: what the client returns. */
export const js = (op: string, ask: (contract: Contract) => Promise<Result>, data: unknown): Row => ({
  op,
  ask: async (contract) => {
    const result = await ask(contract);
    expect(result.error).toBeNull();
    expect(result.data).toEqual(data);
  },
});

/** The same, refused. */
export const jsRefused = (op: string, ask: (contract: Contract) => Promise<Result>, { status, body }: Answer): Row => ({
  op,
  ask: async (contract) => {
    const { statusCode, message } = body as { statusCode: string; message: string };
    expect((await ask(contract)).error).toMatchObject({ name: 'StorageApiError', status, statusCode, message });
  },
});

/** The recorded server answers out of a weakness; another one may answer safely. Both are accepted, and nothing else. */
export const weak = (op: string, ask: (contract: Contract) => Promise<Seen>, recorded: Answer, safe: Answer): Row => ({
  op,
  ask: async (contract) => {
    const seen = await ask(contract);
    expectAnswer(seen, seen.status === recorded.status && recorded.status !== safe.status ? recorded : safe);
  },
});

export const refusal = (statusCode: string, error: string, message: string, code: string): Answer => ({
  status: 400,
  body: { statusCode, error, message, code },
});
export const NO_SUCH_KEY: Answer = { status: 400, body: bodies.NO_SUCH_KEY };
export const NO_SUCH_BUCKET: Answer = { status: 400, body: bodies.NO_SUCH_BUCKET };
export const DENIED: Answer = { status: 400, body: bodies.DENIED };
export const KEY_EXISTS: Answer = { status: 400, body: bodies.KEY_EXISTS };
export const TOO_LARGE: Answer = { status: 400, body: bodies.TOO_LARGE };
export const INVALID_SIGNATURE = refusal('400', 'InvalidSignature', 'Invalid signature', 'InvalidSignature');
export const INVALID_RANGE = refusal('416', 'invalid_range', 'invalid range provided', 'InvalidRange');
export const NO_TOKEN = refusal('400', 'Error', "querystring must have required property 'token'", 'InvalidRequest');
export const BAD_JWT = refusal('400', 'InvalidJWT', 'signature verification failed', 'InvalidJWT');
export const EXPIRED_JWT = refusal('400', 'InvalidJWT', '"exp" claim timestamp check failed', 'InvalidJWT');
export const unsupported = (type: string): Answer => ({ status: 400, body: bodies.mimeError(type) });
export const invalidRequest = (message: string): Answer => refusal('400', 'Error', message, 'InvalidRequest');
export const stored = (key: string): Answer => ({ status: 200, body: { Key: `assets/${key}` } });
