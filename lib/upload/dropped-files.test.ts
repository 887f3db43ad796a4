import { describe, expect, it } from 'vitest';
import { type DroppedFile, inDropOrder, pathOf } from './dropped-files.ts';

const dropped = (path: string): DroppedFile => ({ name: path.split('/').at(-1) ?? path, relativePath: path });

const order = (...paths: string[]) => inDropOrder(paths.map(dropped)).map(pathOf);

describe('inDropOrder', () => {
  it('counts as people do, whatever the case', () => {
    expect(order('./IMG_10.jpg', './img_2.jpg', './IMG_1.jpg')).toEqual(['IMG_1.jpg', 'img_2.jpg', 'IMG_10.jpg']);
  });

  it('goes folder by folder, the files of a folder before its folders', () => {
    expect(order('/b/1.png', '/a/raw/9.png', '/a/10.png', '/a/2.png', '/a/raw 2/1.png', './z.png')).toEqual([
      'z.png',
      'a/2.png',
      'a/10.png',
      'a/raw/9.png',
      'a/raw 2/1.png',
      'b/1.png',
    ]);
  });

  it('leaves out what is hidden in a folder, not what was chosen by itself', () => {
    expect(order('/a/.thumbs/1.png', '/a/._1.png', '/a/1.png', './.odd.png')).toEqual(['.odd.png', 'a/1.png']);
  });

  it('knows the folders of files that were chosen with their folder', () => {
    const chosen = ['a/raw/2.png', 'a/10.png', 'a/9.png'].map((path) => ({ name: 'x', webkitRelativePath: path }));
    expect(inDropOrder(chosen).map(pathOf)).toEqual(['a/9.png', 'a/10.png', 'a/raw/2.png']);
    expect(pathOf({ name: 'a.png', webkitRelativePath: '' })).toBe('a.png');
  });

  it('keeps equal paths as they came, and takes a file without a path by its name', () => {
    const first = { name: 'a.png' };
    const second = { name: 'a.png' };
    const [one, other] = inDropOrder([second, first]);
    expect(one).toBe(second);
    expect(other).toBe(first);
    expect(pathOf(first)).toBe('a.png');
  });
});
