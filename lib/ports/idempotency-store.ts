/** A request that creates something, under the key of its caller. */
export type KeyedRequest = {
  ownerId: string;
  key: string;
  /** The same for requests that ask for the same. */
  fingerprint: string;
};

export type BegunRequest = {
  /** The id to create under: the same at every try of the same request. */
  resourceId: string;
  /** HTTP status of an earlier success; null: this try is to do the work. */
  status: number | null;
  body: unknown;
};

/** What has been asked for under which Idempotency-Key, for 24 hours. */
export type IdempotencyStore = {
  /**
   * Locks the key for `lockSeconds` unless there is an answer already.
   * @throws AppError conflict while the first request runs, validation_failed for a different request
   */
  begin(request: KeyedRequest, lockSeconds: number): Promise<BegunRequest>;
  /** Keeps the answer and gives the one that stands, should another try have been faster. */
  finish(
    request: KeyedRequest,
    resourceId: string,
    answer: { status: number; body: unknown },
  ): Promise<{ status: number; body: unknown }>;
  /** Frees the key of a request that failed. */
  release(request: KeyedRequest, resourceId: string): Promise<void>;
  /** Removes keys that are past their life. */
  expire(limit: number): Promise<number>;
};
