// @ts-check

/** A failure whose message is written for the person at the terminal: shown alone, without a stack. */
export class LaunchError extends Error {
  name = 'LaunchError';
}
