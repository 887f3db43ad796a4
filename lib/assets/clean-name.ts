const MAX_LENGTH = 255;

/**
 * A file name as display text: NFC, without control, zero-width and direction-changing characters, white space folded,
 * at most 255 characters with the extension kept. It never becomes part of a path.
 */
export function cleanName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => (/\s/.test(character) ? ' ' : keepJoiner(character)))
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...cleaned];
  if (characters.length === 0) return 'untitled';
  if (characters.length <= MAX_LENGTH) return cleaned;
  const extension = /\.[^.\s]{1,10}$/u.exec(cleaned)?.[0] ?? '';
  return characters.slice(0, MAX_LENGTH - [...extension].length).join('') + extension;
}

/** Emoji sequences need the zero-width joiner; every other invisible character goes. */
const keepJoiner = (character: string): string => (character === '\u200d' ? character : '');
