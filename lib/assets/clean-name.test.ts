import { expect, test } from 'vitest';
import { cleanName } from './clean-name.ts';

test.each([
  ['holiday.jpg', 'holiday.jpg'],
  ['  two   spaces .png ', 'two spaces .png'],
  ['e\u0301.png', 'é.png'],
  ['evil\u202egnp.exe.png', 'evilgnp.exe.png'],
  ['zero\u200bwidth.png', 'zerowidth.png'],
  ['line\nbreak\ttab.png', 'line break tab.png'],
  ['nul\u0000.png', 'nul.png'],
  ['family 👩\u200d👧.png', 'family 👩\u200d👧.png'],
  ['../../etc/passwd.png', '../../etc/passwd.png'],
  ['\u200b', 'untitled'],
])('%j is shown as %j', (name, shown) => {
  expect(cleanName(name)).toBe(shown);
});

test('a name that is too long keeps its extension', () => {
  const cleaned = cleanName(`${'ä'.repeat(400)}.jpeg`);
  expect([...cleaned]).toHaveLength(255);
  expect(cleaned.endsWith('ä.jpeg')).toBe(true);
});
