import type { AssetStatus } from '../schemas/asset.ts';

/** Bytes under keys in two buckets: what the core needs of an object store. */

export type WriteOptions = {
  contentType: string;
  /** Seconds that caches may keep the object. */
  cacheSeconds: number;
  /** The guard refuses the write once the asset has another status. */
  onlyWhile?: AssetStatus;
};

export type ObjectStorage = {
  /**
   * An address that takes one PUT of the raw bytes, relative to the storage base.
   * @throws AppError conflict when the object is stored already; forbidden when the guard lets nothing be stored there.
   */
  createUploadPath(bucket: string, key: string): Promise<string>;
  /** The whole object, or null when there is none. @throws AppError payload_too_large past `maxBytes`. */
  read(bucket: string, key: string, maxBytes: number): Promise<Buffer | null>;
  /** Writes or overwrites, as far as the guard allows. */
  write(bucket: string, key: string, bytes: Uint8Array, options: WriteOptions): Promise<void>;
  /**
   * Writes a new object from a file on the local disk, without holding it in memory.
   * @throws AppError conflict when the object is stored already; forbidden when the guard lets nothing be stored there.
   */
  writeFile(bucket: string, key: string, path: string, options: WriteOptions): Promise<void>;
  /** Idempotent: a missing object is no error. */
  remove(bucket: string, keys: string[]): Promise<void>;
  /** Signed addresses relative to the storage base; keys without an object are left out. */
  signPaths(bucket: string, keys: string[], expiresInSeconds: number): Promise<Map<string, string>>;
  /** Path of a public object, relative to the storage base. */
  publicPath(bucket: string, key: string): string;
  /** Asks the origin itself, past any cache in front of the addresses that browsers use. */
  exists(bucket: string, key: string): Promise<boolean>;
};
