import type { ApiScope } from '../schemas/api-scope.ts';

export type NewApiToken = {
  name: string;
  /** SHA-256, hex. */
  hash: string;
  hint: string;
  scopes: readonly ApiScope[];
  /** Null: never. */
  expiresInSeconds: number | null;
};

export type ApiTokenRecord = {
  id: string;
  name: string;
  hint: string;
  scopes: ApiScope[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
};

/** Whom a token speaks for. */
export type TokenHolder = { ownerId: string; email: string; scopes: ApiScope[] };

/** Rows of API tokens. */
export type ApiTokenStore = {
  /** @throws AppError limit_exceeded */
  create(ownerId: string, token: NewApiToken): Promise<ApiTokenRecord>;
  /** Newest first. */
  list(ownerId: string): Promise<ApiTokenRecord[]>;
  /** @throws AppError not_found for missing and foreign tokens alike */
  revoke(ownerId: string, tokenId: string): Promise<void>;
  /** Null for one that is unknown, revoked or expired. */
  use(hash: string): Promise<TokenHolder | null>;
};
