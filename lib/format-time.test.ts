import { expect, test } from 'vitest';
import { formatDate, formatDuration, formatRelativeTime, formatWait, readCoarseClock } from './format-time.ts';

const then = '2026-03-01T12:00:00.000Z';
const after = (seconds: number) => Date.parse(then) + seconds * 1000;

test.each([
  [-30, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [3599, '59 minutes ago'],
  [2 * 3600, '2 hours ago'],
  [86_400, 'yesterday'],
  [3 * 86_400, '3 days ago'],
  [604_800, 'last week'],
  [28 * 86_400, '1 Mar 2026'],
])('%d seconds later it reads "%s"', (seconds, text) => {
  expect(formatRelativeTime(then, after(seconds))).toBe(text);
});

test('a date is the day in UTC', () => {
  expect(formatDate('2026-03-01T23:59:59.000Z')).toBe('1 Mar 2026');
});

test.each([
  [3600, '1 hour'],
  [5400, '90 minutes'],
  [604_800, '1 week'],
  [90, '90 seconds'],
])('%d seconds last "%s"', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('what was a moment ago is just now, also across the turn of a minute', () => {
  const minute = Date.parse('2026-11-26T12:00:00Z');
  const ago = (ms: number) =>
    formatRelativeTime(new Date(minute - 500).toISOString(), readCoarseClock(minute - 500 + ms));
  expect([0, 1000, 50_000].map(ago)).toEqual(['just now', 'just now', 'just now']);
  expect(ago(66_000)).toBe('1 minute ago');
});

test.each([
  [1, 'a minute'],
  [60, 'a minute'],
  [61, '2 minutes'],
  [3600, '60 minutes'],
])('whoever waits %i seconds waits %s', (seconds, words) => expect(formatWait(seconds)).toBe(words));
