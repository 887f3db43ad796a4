import { cleanText } from '../schemas/clean-text.ts';

const MAX_LENGTH = 255;

/**
 * A file name as display text: cleaned, at most 255 characters with the extension kept, never empty. It never becomes
 * part of a path.
 */
export function cleanName(name: string): string {
  const cleaned = cleanText(name);
  const characters = [...cleaned];
  if (characters.length === 0) return 'untitled';
  if (characters.length <= MAX_LENGTH) return cleaned;
  const extension = /\.[^.\s]{1,10}$/u.exec(cleaned)?.[0] ?? '';
  return characters.slice(0, MAX_LENGTH - [...extension].length).join('') + extension;
}
