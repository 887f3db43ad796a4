import type { Conversion } from './image-converter.ts';

const QUALITY = 0.92;
/** Scaling goes by the area: a little less than is needed, for small images compress worse. */
const SAFETY = 0.95;
const MAX_TRIES = 6;

/**
 * Decodes an image and encodes it as a JPEG of at most `maxBytes`: as it is if that fits, otherwise smaller. Its
 * orientation is applied, and transparent parts become white.
 * @returns null when the browser can't decode it, when it has too many pixels, or when nothing of it fits.
 */
export async function convertImage(file: Blob, { maxBytes, maxPixels }: Conversion): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (bitmap === null) return null;
  try {
    if (bitmap.width * bitmap.height > maxPixels) return null;
    let scale = 1;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const jpeg = await encode(bitmap, scale);
      if (jpeg.size <= maxBytes) return jpeg;
      scale *= Math.sqrt(maxBytes / jpeg.size) * SAFETY;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

function encode(bitmap: ImageBitmap, scale: number): Promise<Blob> {
  const width = Math.max(1, Math.floor(bitmap.width * scale));
  const height = Math.max(1, Math.floor(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('There is no canvas to draw on.');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
