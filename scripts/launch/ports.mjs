// @ts-check
import { createServer } from 'node:net';
import { LaunchError } from './launch-error.mjs';

/**
 * Fails, naming the port and the variable that changes it, when the port cannot be listened on.
 * @param {{ port: number, host: string, variable: string, purpose: string }} options
 */
export async function requireFreePort({ port, host, variable, purpose }) {
  try {
    await listenOnce(port, host);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'EADDRINUSE') {
      throw new LaunchError(
        `Port ${port}, meant for ${purpose}, is taken: another program listens there, perhaps a Vitrine that still runs. ` +
          `Stop it, or choose another port: ${variable}=${port + 1} npm start`,
      );
    }
    if (code === 'EACCES') {
      throw new LaunchError(`Port ${port} (${variable}) may not be used by this account. Choose one above 1023.`);
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new LaunchError(`HOST=${host} is not an address of this machine.`);
    }
    throw error;
  }
}

/** A port of the loopback address that was free a moment ago. */
export async function findFreePort() {
  return listenOnce(0, '127.0.0.1');
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port that was listened on
 */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
