/** A reason not to start that the person at the console can act on: printed as one line, without a stack trace. */
export class StartError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'StartError';
    this.exitCode = exitCode;
  }
}

/** Exit code for a data directory or a port that another process holds (EX_TEMPFAIL of sysexits.h). */
export const IN_USE_EXIT_CODE = 75;
