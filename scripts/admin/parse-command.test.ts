import { expect, test } from 'vitest';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage.ts';

test.each([
  [['help'], { name: 'help' }],
  [['--help'], { name: 'help' }],
  [['users'], { name: 'users', json: false }],
  [['users', '--json'], { name: 'users', json: true }],
  [['quota', 'ada@example.com', '10GB'], { name: 'quota', account: 'ada@example.com', bytes: 10 * 1024 ** 3 }],
  [['quota', 'ada@example.com', 'default'], { name: 'quota', account: 'ada@example.com', bytes: null }],
  [['takedown', 'abc'], { name: 'takedown', target: { kind: 'image', text: 'abc' }, reason: null }],
  [
    ['takedown', '--account', 'ada@example.com', '--reason', ' Two\nlines '],
    { name: 'takedown', target: { kind: 'account', text: 'ada@example.com' }, reason: 'Two lines' },
  ],
  [['restore', 'abc'], { name: 'restore', target: { kind: 'image', text: 'abc' } }],
  [['restore', '--account', 'abc'], { name: 'restore', target: { kind: 'account', text: 'abc' } }],
  [['invite'], { name: 'invite', note: null, days: 7 }],
  [['invite', '--note', 'Grace', '--days=30'], { name: 'invite', note: 'Grace', days: 30 }],
])('%j', (words, command) => {
  expect(parseCommand(words)).toEqual(command);
});

test.each([
  [[], 'No command given.'],
  [['list'], 'There is no command list.'],
  [['users', '--csv'], "Unknown option '--csv'"],
  [['users', 'ada@example.com'], 'ada@example.com is one word too many.'],
  [['quota'], '<account> is missing.'],
  [['quota', 'ada@example.com'], '<bytes> is missing.'],
  [['quota', 'ada@example.com', 'lots'], 'lots is no quota'],
  [['takedown'], '<image> is missing.'],
  [['takedown', 'some-image', '--account', 'ada@example.com'], 'some-image is one word too many.'],
  [['takedown', 'some-image', '--reason', 'x'.repeat(501)], '--reason takes at most 500 characters.'],
  [['restore', '--account'], "Option '--account <value>' argument missing"],
  [['restore', 'some-image', '--reason', 'x'], "Unknown option '--reason'"],
  [['invite', '--days', '0'], '--days takes a number from 1 to 365.'],
  [['invite', '--days', '1.5'], '--days takes a number from 1 to 365.'],
  [['invite', '--note', 'x'.repeat(201)], '--note takes at most 200 characters.'],
  [['invite', 'grace@example.com'], 'grace@example.com is one word too many.'],
])('%j is a misuse', (words, message) => {
  expect(() => parseCommand(words)).toThrow(UsageError);
  expect(() => parseCommand(words)).toThrow(message);
});
