export type ImageLimits = {
  /** Largest file. */
  maxBytes: number;
  /** Largest frame, width times height. */
  maxPixels: number;
  /** Largest sum over all frames, and the budget for a progressive JPEG's passes. */
  maxTotalPixels: number;
  maxFrames: number;
};

/** What an image may cost at most. A deployment may lower or raise `maxBytes` and `maxPixels` by its settings. */
export const IMAGE_LIMITS: ImageLimits = {
  maxBytes: 10_485_760,
  maxPixels: 50_000_000,
  maxTotalPixels: 200_000_000,
  maxFrames: 2_000,
};
