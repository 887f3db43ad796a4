import type { Database } from '../database.ts';
import type { Bytes } from './bytes.ts';
import type { Exchange } from './exchange.ts';
import type { Signing } from './signing.ts';

/** What the handlers work with. */
export type StorageParts = { database: Database; bytes: Bytes; signing: Signing; jwtKey: CryptoKey };

/** The path that tokens are bound to and that answers name. */
export const pathOf = ({ bucketId, key }: Pick<Exchange, 'bucketId' | 'key'>) => `${bucketId}/${key}`;
