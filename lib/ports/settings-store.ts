/** Who may become an owner: anybody, whoever has an invitation, or nobody new. */
export type SignUpPolicy = 'open' | 'invite' | 'closed';

/** The row that SQL functions and the guard read; written by provisioning from the environment. */
export type Settings = {
  masterBucket: string;
  publicBucket: string;
  maxFileBytes: number;
  allowedContentTypes: string[];
  variantSizes: string[];
  publicCacheSeconds: number;
  defaultQuotaBytes: number;
  signUp: SignUpPolicy;
};

export type SettingsStore = {
  get(): Promise<Settings>;
  /** Idempotent. */
  apply(settings: Settings): Promise<Settings>;
};
