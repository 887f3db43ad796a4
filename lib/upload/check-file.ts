import { formatBytes } from '../format-bytes.ts';
import { formatCount } from '../format-count.ts';
import { CLAIMED_SIZE_BYTES, readClaimedSize } from '../images/claimed-size.ts';
import { type ContentType, isContentType, listOfLabels } from '../images/content-types.ts';
import { describeForeignType, sniffContentType } from '../images/sniff.ts';
import { isAnimated } from './is-animated.ts';
import type { UploadLimits } from './upload-limits.ts';

export type FileCheck =
  | { ok: true; contentType: ContentType; animated: boolean }
  /** `decodable`: a browser may be able to make a JPEG of it. */
  | { ok: false; reason: string; decodable: boolean };

const DECODABLE: ReadonlySet<string> = new Set(['a HEIC photo', 'an AVIF image']);

/** What is taken, in words: "PNG, JPEG, WebP and GIF up to 10 MB". */
export function describeLimits(limits: UploadLimits): string {
  return `${listOfLabels(limits.allowedContentTypes.filter(isContentType))} up to ${formatBytes(limits.maxBytes)}`;
}

/**
 * What a file dialog offers. Not HEIC, though browsers that decode it take it: phones hand over a JPEG to those who don't
 * name it.
 */
export function acceptOf(limits: UploadLimits): string {
  return [...limits.allowedContentTypes, 'image/avif'].join(',');
}

/** Why a file is refused for its length alone; null if it is not. */
export function refusalForLength(file: { name: string; size: number }, limits: UploadLimits): string | null {
  if (file.size === 0) return `${file.name} is empty. Nothing was uploaded.`;
  if (file.size <= limits.maxBytes) return null;
  const limit = formatBytes(limits.maxBytes);
  const over = file.size - limits.maxBytes;
  const length =
    formatBytes(file.size) === limit ? `${formatCount(over, 'byte')} over the limit` : formatBytes(file.size);
  return `${file.name} is ${length}. Vitrine takes images up to ${limit}.`;
}

/**
 * Looks at the first bytes of a file: the type is what they say, whatever its name. What claims to be too large to be
 * taken is refused here, before a browser decodes it for a preview.
 * @throws when the file cannot be read.
 */
export async function checkFileType(file: File, limits: UploadLimits): Promise<FileCheck> {
  const head = new Uint8Array(await file.slice(0, CLAIMED_SIZE_BYTES).arrayBuffer());
  const contentType = sniffContentType(head);
  const taken = `Vitrine takes ${describeLimits(limits)}.`;
  if (contentType === null) {
    const foreign = describeForeignType(head) ?? 'not an image that Vitrine knows';
    const decodable = DECODABLE.has(foreign) && limits.allowedContentTypes.includes('image/jpeg');
    return { ok: false, reason: `${file.name} is ${foreign}. ${taken}`, decodable };
  }
  if (!limits.allowedContentTypes.includes(contentType)) {
    return { ok: false, reason: `${file.name} is a ${listOfLabels([contentType])} image. ${taken}`, decodable: false };
  }
  const { width, height } = readClaimedSize(head, contentType) ?? { width: 0, height: 0 };
  if (width * height > limits.maxPixels) {
    const megapixels = Math.round(limits.maxPixels / 100_000) / 10;
    const reason = `${file.name} is ${width} × ${height} pixels. Vitrine takes images up to ${megapixels} megapixels.`;
    return { ok: false, reason, decodable: false };
  }
  return { ok: true, contentType, animated: isAnimated(head, contentType) };
}
