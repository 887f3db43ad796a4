import 'server-only';
import { janitor, settingsStore } from './composition.ts';
import { env } from './env.ts';
import { dropForwardedHeaders } from './http/forwarded-headers.ts';
import { sweepSpool } from './http/spool.ts';
import { log } from './log.ts';
import { listSettingsDifferences, settingsOf } from './settings/settings-of-env.ts';
import { wait } from './wait.ts';

const JANITOR_INTERVAL_MS = 60_000;
const RETRY_MS = 2000;

/** @throws Error when the configuration is not usable: the server does not start. */
export function boot(): void {
  const environment = env();
  if (!environment.trustedProxy) dropForwardedHeaders();
  void start().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}

async function start(): Promise<void> {
  await requireMatchingSettings();
  for (;;) {
    const more = await tickJanitor();
    await sweepSpool().catch((error: unknown) => log(`left-over uploads stay: ${error}`));
    if (!more) await wait(JANITOR_INTERVAL_MS);
  }
}

/**
 * The database judges by its settings row, the app by its environment. The back end may come up after the app, so
 * silence is waited out; a difference is not.
 * @throws Error naming what differs
 */
async function requireMatchingSettings(): Promise<void> {
  const wanted = settingsOf(env());
  for (let attempt = 1; ; attempt++) {
    const stored = await settingsStore()
      .get()
      .catch((error: unknown) => {
        if (attempt === 1) log(`waiting for the database: ${error instanceof Error ? error.message : error}`);
        return null;
      });
    if (stored) {
      const [difference] = listSettingsDifferences(wanted, stored);
      if (difference) {
        throw new Error(
          `The setting ${difference.name} is ${difference.wanted} for the app, but ${difference.stored} in the database. Run \`npm run provision\` with the environment of the app.`,
        );
      }
      return;
    }
    await wait(RETRY_MS);
  }
}

/** Whether a backlog is left. */
async function tickJanitor(): Promise<boolean> {
  try {
    return (await janitor().tick()).more;
  } catch (error) {
    log(`janitor: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}
