import { formatBytes } from '@/lib/format-bytes';
import type { PublicAsset } from '@/lib/schemas/public-page';

const TYPE_NAMES: Record<string, string> = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
};

/** "4000 × 3000 · JPEG · 3.1 MB" */
export function formatFacts({ width, height, contentType, bytes }: PublicAsset): string {
  return [`${width} × ${height}`, TYPE_NAMES[contentType], formatBytes(bytes)].filter(Boolean).join(' · ');
}
