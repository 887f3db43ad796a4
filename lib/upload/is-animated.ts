import type { ContentType } from '../images/content-types.ts';

const WEBP_FLAGS_AT = 20;
const WEBP_ANIMATION = 0x02;

/** Whether an image moves, as far as its first bytes tell: a still copy of it would lose that. */
export function isAnimated(head: Uint8Array, contentType: ContentType): boolean {
  if (contentType === 'image/gif') return true;
  const text = String.fromCharCode(...head.subarray(0, 4096));
  if (contentType === 'image/png') return text.includes('acTL');
  return text.startsWith('VP8X', 12) && ((head[WEBP_FLAGS_AT] ?? 0) & WEBP_ANIMATION) !== 0;
}
