import { PREVIEW_PIXELS, THUMBNAIL_PIXELS } from '@/lib/images/variant-sizes';
import type { PublicAsset } from '@/lib/schemas/public-page';

type ImageSize = { width: number; height: number };

/** The size of a variant that fits into a square of `side`, never enlarged. */
export function fittedSize({ width, height }: ImageSize, side: number): ImageSize {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * `src` and `srcSet` for the image shown large. Resized copies are stills, so an animation is shown from the file itself;
 * otherwise the browser takes the smallest that fills the screen's pixels.
 */
export function largeSources(asset: PublicAsset): { src: string; srcSet?: string } {
  const preview = fittedSize(asset, PREVIEW_PIXELS);
  if (asset.frames > 1 || preview.width === asset.width) return { src: asset.fileUrl };
  return { src: asset.previewUrl, srcSet: `${asset.previewUrl} ${preview.width}w, ${asset.fileUrl} ${asset.width}w` };
}

/** `src` and `srcSet` for a tile of the gallery: never the file itself. */
export function tileSources(asset: PublicAsset): { src: string; srcSet?: string } {
  const thumbnail = fittedSize(asset, THUMBNAIL_PIXELS);
  const preview = fittedSize(asset, PREVIEW_PIXELS);
  if (thumbnail.width === preview.width) return { src: asset.thumbnailUrl };
  return {
    src: asset.thumbnailUrl,
    srcSet: `${asset.thumbnailUrl} ${thumbnail.width}w, ${asset.previewUrl} ${preview.width}w`,
  };
}
