/** The row that SQL functions and the guard read; written by provisioning from the environment. */
export type Settings = {
  masterBucket: string;
  publicBucket: string;
  maxFileBytes: number;
  allowedContentTypes: string[];
  variantSizes: string[];
  publicCacheSeconds: number;
  defaultQuotaBytes: number;
};

export type SettingsStore = {
  get(): Promise<Settings>;
  /** Idempotent. */
  apply(settings: Settings): Promise<Settings>;
};
