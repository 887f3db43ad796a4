const MAX_LENGTH = 48;
const TAIL_LENGTH = 14;

/** A file name that fits into a sentence: long ones lose their middle. */
export function shortName(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_LENGTH) return name;
  const head = characters.slice(0, MAX_LENGTH - TAIL_LENGTH - 1).join('');
  return `${head}…${characters.slice(-TAIL_LENGTH).join('')}`;
}
