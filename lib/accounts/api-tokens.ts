import { randomBytes } from 'node:crypto';
import type { ApiTokenRecord, ApiTokenStore, TokenHolder } from '../ports/api-token-store.ts';
import type { ApiToken, CreateApiToken, CreatedApiToken } from '../schemas/api-token.ts';
import { sha256Of } from '../sha256-of.ts';
import { toIso } from '../to-iso.ts';

const RANDOM_BYTES = 32;
const HINT_LENGTH = 4;
const DAY_SECONDS = 86_400;
/** The prefix lets people and secret scanners tell what they have found. */
const TOKEN = /^vt_[\w-]{43}$/;

export type ApiTokenService = {
  /** Newest first. */
  list(ownerId: string): Promise<ApiToken[]>;
  /** @throws AppError limit_exceeded */
  create(ownerId: string, input: CreateApiToken): Promise<CreatedApiToken>;
  /** Its next request is refused. @throws AppError not_found for missing and foreign tokens alike */
  revoke(ownerId: string, tokenId: string): Promise<void>;
  /** Asks the database each time, so that a revoked token is out at once; null for one that lets nobody in. */
  findHolder(token: string): Promise<TokenHolder | null>;
};

export function createApiTokenService(store: ApiTokenStore): ApiTokenService {
  return {
    list: async (ownerId) => (await store.list(ownerId)).map(toApiToken),
    async create(ownerId, { name, scopes, expiresInDays }) {
      const token = `vt_${randomBytes(RANDOM_BYTES).toString('base64url')}`;
      const record = await store.create(ownerId, {
        name,
        hash: sha256Of(token),
        hint: token.slice(-HINT_LENGTH),
        scopes: [...new Set(scopes)],
        expiresInSeconds: expiresInDays === null ? null : expiresInDays * DAY_SECONDS,
      });
      return { apiToken: toApiToken(record), token };
    },
    revoke: (ownerId, tokenId) => store.revoke(ownerId, tokenId),
    findHolder: async (token) => (TOKEN.test(token) ? store.use(sha256Of(token)) : null),
  };
}

const toApiToken = (record: ApiTokenRecord): ApiToken => ({
  ...record,
  createdAt: toIso(record.createdAt),
  expiresAt: record.expiresAt && toIso(record.expiresAt),
  lastUsedAt: record.lastUsedAt && toIso(record.lastUsedAt),
});
