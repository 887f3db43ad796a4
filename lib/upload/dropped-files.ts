/** A file with its path inside the folder: `relativePath` of a dropped one, `webkitRelativePath` of a chosen one. */
export type DroppedFile = { name: string; relativePath?: string; webkitRelativePath?: string };

const byNaturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Path of a file within what was dropped or chosen, folders included: `Spring/raw/IMG_2.jpg`. */
export function pathOf(file: DroppedFile): string {
  const path = file.relativePath ?? file.webkitRelativePath ?? '';
  return path.replace(/^\.?\//, '') || file.name;
}

/**
 * The files of a drop in the order in which people count: folder by folder, IMG_2 before IMG_10; equal paths stay in the
 * order in which they came. What a system hides in folders is left out.
 */
export function inDropOrder<T extends DroppedFile>(files: readonly T[]): T[] {
  return files
    .map((file) => ({ file, segments: pathOf(file).split('/') }))
    .filter(({ segments }) => segments.length === 1 || !segments.some((segment) => segment.startsWith('.')))
    .sort((a, b) => compareSegments(a.segments, b.segments))
    .map(({ file }) => file);
}

/** The files of a folder come before those of the folders in it. */
function compareSegments(a: readonly string[], b: readonly string[]): number {
  const shared = Math.min(a.length, b.length) - 1;
  for (let depth = 0; depth < shared; depth += 1) {
    const order = byNaturalOrder.compare(a[depth] ?? '', b[depth] ?? '');
    if (order !== 0) return order;
  }
  if (a.length !== b.length) return a.length - b.length;
  return byNaturalOrder.compare(a[shared] ?? '', b[shared] ?? '');
}
