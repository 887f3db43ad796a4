import type { AssetRecord } from '../assets/asset-record.ts';

/** Counts of what must not be; all zero where everything is well. */
export type Findings = {
  /** Originals that are missing, or known to be. */
  lost: number;
  /** Files in the public bucket that nothing public has. */
  leaked: number;
  /** Public images of which a file is missing. */
  broken: number;
  /** Objects in the private bucket without a row. */
  orphaned: number;
  /** Work that nobody drives. */
  stuck: number;
  /** Accounts whose used bytes are not the sum over their assets. */
  quotaDrift: number;
};

/** Rows and objects of everybody, compared: for the janitor and the operator, never for a request. */
export type InstallationStore = {
  examine(): Promise<Findings>;
  /** @returns `lastKey` is where the next page begins after; null when there is none */
  listStrayObjects(
    bucket: string,
    afterKey: string,
    limit: number,
  ): Promise<{ keys: string[]; lastKey: string | null }>;
  /** @returns how many were marked */
  markLost(limit: number): Promise<number>;
  /** Public images of which a file is missing. @returns how many are on their way */
  publishBrokenAnew(limit: number): Promise<number>;
  /** Those that were read back longest ago, and not since. */
  listOriginalsToCheck(limit: number, since: Date): Promise<AssetRecord[]>;
  /** One that is not intact is lost from here on. */
  recordOriginalCheck(asset: AssetRecord, isIntact: boolean): Promise<void>;
  /** @returns how much work was made due */
  reviveWork(): Promise<number>;
  /** @returns how many accounts were corrected */
  correctQuota(): Promise<number>;
};
