import { expect, test } from 'vitest';
import { linkLines } from './link-lines.ts';

const assets = [
  { name: 'a.png', pageUrl: 'https://vitrine.test/p/one' },
  { name: 'private.png', pageUrl: null },
  { name: 'IMG_2 [final]<b>.png', pageUrl: 'https://vitrine.test/p/two' },
];

test('the links of a selection are those of its public images', () => {
  expect(linkLines(assets, 'lines')).toEqual(['https://vitrine.test/p/one', 'https://vitrine.test/p/two']);
  expect(linkLines(assets, 'markdown')).toEqual([
    '- [a.png](https://vitrine.test/p/one)',
    '- [IMG\\_2 \\[final\\]\\<b\\>.png](https://vitrine.test/p/two)',
  ]);
});
