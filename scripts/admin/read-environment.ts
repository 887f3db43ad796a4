import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Env, parseEnv } from '../../lib/env.ts';
import { type BackendConfig, backendEnv } from '../launch/backend.mjs';
import { readEnv } from '../launch/env-files.mjs';
import { LaunchError } from '../launch/launch-error.mjs';
import { ROOT } from '../launch/paths.mjs';
import { readSettings } from '../launch/settings.mjs';

/** How the embedded back end is told that it does not answer. */
export const NOT_RUNNING =
  'The embedded back end does not run. Start it with `npm start` in another terminal, or set SUPABASE_URL and its keys.';

/**
 * The environment of the app, with the files beside it, pointed at the embedded back end unless it names another.
 * @throws LaunchError when the embedded back end does not run; Error for a configuration that is not usable
 */
export function readEnvironment(): { environment: Env; isEmbedded: boolean } {
  const env = readEnv(ROOT, process.env);
  const { embedded, dataDir } = readSettings(env, ROOT);
  if (!embedded) return { environment: parseEnv(env), isEmbedded: false };
  const announcement = join(dataDir, 'embedded.json');
  if (!existsSync(announcement)) throw new LaunchError(`${NOT_RUNNING} Its data directory is ${dataDir}.`);
  const config: BackendConfig = JSON.parse(readFileSync(announcement, 'utf8'));
  const siteUrl = env.SITE_URL || config.siteUrl;
  return { environment: parseEnv({ ...env, ...backendEnv(config), SITE_URL: siteUrl }), isEmbedded: true };
}
