import { formatCount } from '@/lib/format-count';

/** "42 images", "1 image", "No images yet". */
export const formatImageCount = (count: number): string =>
  count === 0 ? 'No images yet' : formatCount(count, 'image');
