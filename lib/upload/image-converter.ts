export type Conversion = {
  /** Scaled and encoded until it fits. */
  maxBytes: number;
  /** What decodes to more is not converted. */
  maxPixels: number;
};

/** A JPEG of an image, upright; null where this browser can't decode it or nothing of it would fit. */
export type ImageConverter = (file: File, conversion: Conversion) => Promise<File | null>;
