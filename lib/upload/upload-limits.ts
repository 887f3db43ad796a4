/** What the uploader tells people before they drop, and checks before it sends. */
export type UploadLimits = {
  /** A subset of image/png, image/jpeg, image/webp, image/gif. */
  allowedContentTypes: string[];
  maxBytes: number;
  /** Of one frame. */
  maxPixels: number;
};
