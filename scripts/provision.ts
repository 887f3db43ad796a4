/**
 * `npm run provision`: writes the settings row and the buckets from the environment and checks that the back end has
 * everything that the promises rest on. Idempotent; says what it found and fails when something is missing or open.
 */
import { createCallFunction } from '../lib/adapters/supabase/call-function.ts';
import { provision } from '../lib/adapters/supabase/provision.ts';
import { createServiceClient } from '../lib/adapters/supabase/service-client.ts';
import { createSettingsStore } from '../lib/adapters/supabase/settings-store.ts';
import { env } from '../lib/env.ts';
import { settingsOf } from '../lib/settings/settings-of-env.ts';

try {
  const { supabaseUrl, serviceKey } = env();
  const client = createServiceClient(supabaseUrl, serviceKey);
  const call = createCallFunction(client);
  const problems = await provision({ client, call, settings: createSettingsStore(call) }, settingsOf(env()));
  for (const problem of problems) console.error(`not in place: ${problem}`);
  if (problems.length === 0)
    console.log(`${supabaseUrl} is ready: settings, buckets, guard, policies and grants are in place`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  const cause =
    error instanceof Error && error.cause instanceof Object && 'message' in error.cause
      ? ` (${error.cause.message})`
      : '';
  console.error(`The back end could not be provisioned: ${error instanceof Error ? error.message : error}${cause}`);
  process.exitCode = 1;
}
