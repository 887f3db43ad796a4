/** One line per event on standard error; never a stack trace, never a token or key. */
export function logLine(message: string): void {
  const oneLine = message.replace(/\s*[\r\n]+\s*/g, ' ').replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<jwt>');
  process.stderr.write(`embedded: ${oneLine.slice(0, 1000)}\n`);
}

/** Describes an unknown error in one line, with its SQLSTATE or errno when it has one. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as { code?: unknown }).code;
  return code ? `${error.message} (${String(code)})` : error.message;
}
