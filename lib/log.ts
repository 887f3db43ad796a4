import 'server-only';

/** One line per event. Callers pass no token, key, signed address or e-mail. */
export function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}
