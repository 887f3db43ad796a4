/** "1 image", "1,200 images". @param many where it is not `one` with an s */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
