// @ts-check
const MINIMUM_MAJOR = 20;

/**
 * The message for a Node that is too old, or null.
 * @param {string} version such as `20.11.0`
 * @returns {string | null}
 */
export function findNodeVersionProblem(version) {
  const major = Number.parseInt(version, 10);
  if (major >= MINIMUM_MAJOR) return null;
  return `Vitrine needs Node ${MINIMUM_MAJOR} or newer; this is Node ${version}. Get it at https://nodejs.org, then run the command again.`;
}

/**
 * Ends the process with a message when Node is too old to go on.
 * @param {string} version
 */
export function requireNodeVersion(version) {
  const problem = findNodeVersionProblem(version);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
