// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const SYSTEM_CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A Chromium of the system, or the one that PLAYWRIGHT_CHROMIUM names.
 * @param {import('./env-files.mjs').Env} env
 * @returns {string | null} its path; null when there is only Playwright's own to be had
 */
export function findChromium(env) {
  const candidates = env.PLAYWRIGHT_CHROMIUM ? [env.PLAYWRIGHT_CHROMIUM] : SYSTEM_CHROMIUMS;
  return candidates.find((path) => existsSync(path) && runs(path)) ?? null;
}

/**
 * Ubuntu's chromium-browser is a stub that only tells of a snap: a file alone proves nothing.
 * @param {string} path
 */
function runs(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** Whether apt-get brings a real Chromium here: Debian's does, Ubuntu's needs snap. */
export function hasChromiumPackage() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get') || !existsSync('/etc/os-release')) return false;
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** What a test browser needs to be told: quiet on the network, and without the sandbox that root cannot have. */
export function chromiumArgs() {
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return process.getuid?.() === 0 ? ['--no-sandbox', ...args] : args;
}
