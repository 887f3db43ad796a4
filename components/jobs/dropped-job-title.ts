import { type DroppedFile, pathOf } from '../../lib/upload/dropped-files.ts';

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** The title of a job made by a drop: the one folder that all files came in, or else the day. */
export function droppedJobTitle(files: DroppedFile[], now: Date): string {
  const folders = new Set(files.map(topFolder));
  const [folder] = folders;
  return (folders.size === 1 && folder) || dayFormat.format(now);
}

function topFolder(file: DroppedFile): string | null {
  const segments = pathOf(file).split('/');
  return segments.length > 1 ? (segments[0]?.slice(0, 200) ?? null) : null;
}
