const dateFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const RELATIVE_LIMIT_SECONDS = 4 * 604_800;

/** A day such as "3 Sept 2025", in UTC: the same on server and client. */
export function formatDate(dateTime: string): string {
  return dateFormat.format(new Date(dateTime));
}

/** "just now", "5 minutes ago", "yesterday"; from four weeks on the day itself. `nowMs` is the reader's clock. */
export function formatRelativeTime(dateTime: string, nowMs: number): string {
  const seconds = (nowMs - Date.parse(dateTime)) / 1000;
  if (seconds >= RELATIVE_LIMIT_SECONDS) return formatDate(dateTime);
  for (const [unit, length] of STEPS) {
    if (seconds >= length) return relativeFormat.format(-Math.floor(seconds / length), unit);
  }
  return 'just now';
}

/** "1 hour", "90 minutes": in the largest unit that leaves nothing over. */
export function formatDuration(seconds: number): string {
  const [unit, length] = STEPS.find(([, stepSeconds]) => seconds % stepSeconds === 0) ?? (['second', 1] as const);
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / length);
}

/** "a minute", "5 minutes": how long to wait, never less. */
export function formatWait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

const CLOCK_STEP_MS = 5000;

/** The reader's clock in steps of five seconds, so that two reads within one render agree. Never ahead of it. */
export const readCoarseClock = (nowMs = Date.now()): number => Math.floor(nowMs / CLOCK_STEP_MS) * CLOCK_STEP_MS;
