import 'server-only';
import { checkImageFile } from '../../images/check-file.ts';
import { type ContentType, isContentType } from '../../images/content-types.ts';
import { stripMetadata } from '../../images/strip-metadata.ts';
import type { ImageChecker } from '../../ports/image-checker.ts';

export type ImageCheckerOptions = {
  maxFileBytes: number;
  maxPixels: number;
  allowedContentTypes: ContentType[];
  variantSizes: string[];
};

/** {@link ImageChecker} on sharp and the parsers of lib/images. */
export function createImageChecker(options: ImageCheckerOptions): ImageChecker {
  return {
    check: (bytes, declaredContentType) =>
      checkImageFile({
        bytes,
        declaredContentType,
        allowedContentTypes: options.allowedContentTypes,
        variantSizes: options.variantSizes,
        limits: { maxBytes: options.maxFileBytes, maxPixels: options.maxPixels },
      }),
    stripMetadata(bytes, contentType) {
      if (!isContentType(contentType)) throw new Error(`${contentType} is stored, but is no type of ours`);
      return stripMetadata(bytes, contentType);
    },
  };
}
