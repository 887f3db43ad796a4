/** "1 image", "1,200 images". */
export const countOf = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** "12 images (310 MB) and 2 jobs": the parts that are there, joined. */
export const joinParts = (parts: (string | false)[]): string =>
  new Intl.ListFormat('en').format(parts.filter((part) => part !== false));
