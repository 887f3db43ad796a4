/** Absolute bases of the addresses in DTOs, without a trailing slash. They may depend on the request. */
export type Origins = {
  siteUrl: string;
  /** Base of Storage as browsers reach it, such as `http://localhost:54321/storage/v1`. */
  storageUrl: string;
};
export type FindOrigins = () => Promise<Origins>;
