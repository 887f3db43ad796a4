/**
 * Text that people typed or files are called, fit for display and for the database: NFC, without control, zero-width
 * and direction-changing characters, white space folded and trimmed. May leave nothing.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => (/\s/.test(character) ? ' ' : keepJoiner(character)))
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Emoji sequences need the zero-width joiner; every other invisible character goes. */
const keepJoiner = (character: string): string => (character === '\u200d' ? character : '');
