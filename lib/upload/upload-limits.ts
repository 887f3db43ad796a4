import type { ContentType } from '../images/content-types.ts';

/** What the uploader tells people before they drop, and checks before it sends. */
export type UploadLimits = {
  /** A subset of image/png, image/jpeg, image/webp, image/gif. */
  allowedContentTypes: ContentType[];
  maxBytes: number;
  /** Of one frame. */
  maxPixels: number;
};
