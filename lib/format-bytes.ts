const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/**
 * Bytes as people read them: `840 B`, `3.4 MB`, `310 MB`. Binary steps of 1024 under the usual names, as file
 * managers count, so that a limit of 10 MiB reads "10 MB".
 */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${UNITS[unit]}`;
}
