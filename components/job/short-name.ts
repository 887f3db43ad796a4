const MAX_LENGTH = 48;

/** A file name that fits into a sentence: long ones lose their middle. */
export function shortName(name: string, maxLength = MAX_LENGTH): string {
  const characters = Array.from(name);
  if (characters.length <= maxLength) return name;
  const tailLength = Math.floor(maxLength * 0.3);
  const head = characters.slice(0, maxLength - tailLength - 1).join('');
  return `${head}…${characters.slice(-tailLength).join('')}`;
}
