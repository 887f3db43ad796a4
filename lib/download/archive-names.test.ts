import { describe, expect, it } from 'vitest';
import { archiveNameOf, createArchiveNames } from './archive-names.ts';

const namesOf = (names: string[]): string[] => names.map(createArchiveNames());

describe('names in an archive', () => {
  it('are the real ones, made unique in order', () => {
    expect(namesOf(['a.png', 'b.png', 'a.png', 'a.png'])).toEqual(['a.png', 'b.png', 'a (2).png', 'a (3).png']);
  });

  it('never take a name that another file has already', () => {
    expect(namesOf(['a (2).png', 'a.png', 'a.png', 'a (2).png'])).toEqual([
      'a (2).png',
      'a.png',
      'a (3).png',
      'a (2) (2).png',
    ]);
  });

  it('are unique where case and the writing of accents do not count', () => {
    expect(namesOf(['A.PNG', 'a.png', 'é.jpg', 'e\u0301.jpg'])).toEqual([
      'A.PNG',
      'a (2).png',
      'é.jpg',
      'e\u0301 (2).jpg',
    ]);
  });

  it('lead out of no folder and into none', () => {
    expect(namesOf(['../../etc/passwd', 'C:\\a.png', 'a\u0000b.png', '..', ' ', '.hidden', 'trail. '])).toEqual([
      '.._.._etc_passwd',
      'C__a.png',
      'a_b.png',
      'image',
      'image (2)',
      '.hidden',
      'trail',
    ]);
  });

  it('of an archive is the title of what is in it', () => {
    expect(['Summer: 2026/07', '...', 'x'.repeat(200)].map(archiveNameOf)).toEqual([
      'Summer_ 2026_07.zip',
      'images.zip',
      `${'x'.repeat(100)}.zip`,
    ]);
  });

  it('takes ten thousand equal names in no time', () => {
    const startedAt = performance.now();
    const names = namesOf(Array.from({ length: 10_000 }, () => 'a.png'));
    expect(new Set(names).size).toBe(10_000);
    expect(names.at(-1)).toBe('a (10000).png');
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
