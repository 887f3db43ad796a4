import { formatBytes } from '@/lib/format-bytes';
import { formatCount } from '@/lib/format-count';
import type { StorageUse } from '@/lib/schemas/storage-use';

/** "a, b, and c": the parts that are there. */
export const joinParts = (parts: (string | false)[]): string =>
  new Intl.ListFormat('en').format(parts.filter((part) => part !== false));

/** "12 images (310 MB) and 2 jobs"; empty while the trash is. */
export const describeTrash = (use: StorageUse): string =>
  joinParts([
    use.trashedCount > 0 && `${formatCount(use.trashedCount, 'image')} (${formatBytes(use.trashedBytes)})`,
    use.trashedJobCount > 0 && formatCount(use.trashedJobCount, 'job'),
  ]);
