import { expect, test } from 'vitest';
import { droppedJobTitle } from './dropped-job-title.ts';

const now = new Date(2026, 2, 9, 15);
const file = (relativePath?: string) => ({ name: 'a.png', ...(relativePath === undefined ? {} : { relativePath }) });

test.each([
  ['one folder gives its name', [file('./Spring/a.png'), file('./Spring/raw/b.png')], 'Spring'],
  ['a leading slash is no folder', [file('/Spring/a.png')], 'Spring'],
  ['two folders give the day', [file('./Spring/a.png'), file('./Summer/b.png')], '9 March 2026'],
  ['a folder and a loose file give the day', [file('./Spring/a.png'), file('./b.png')], '9 March 2026'],
  ['loose files give the day', [file('./a.png'), file('b.png'), file()], '9 March 2026'],
  ['a long name is cut to what a title may hold', [file(`./${'x'.repeat(255)}/a.png`)], 'x'.repeat(200)],
])('%s', (_case, files, title) => {
  expect(droppedJobTitle(files, now)).toBe(title);
});
