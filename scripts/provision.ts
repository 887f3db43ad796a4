/**
 * `npm run provision`: writes the settings row and the buckets from the environment and checks that the back end has
 * everything that the promises rest on. Idempotent; says what it changed, and fails when something is missing or open.
 */
import { z } from 'zod';
import { createCallFunction } from '../lib/adapters/supabase/call-function.ts';
import { listAccessProblems } from '../lib/adapters/supabase/check-access.ts';
import { putBucket } from '../lib/adapters/supabase/put-bucket.ts';
import { createServiceClient } from '../lib/adapters/supabase/service-client.ts';
import { createSettingsStore } from '../lib/adapters/supabase/settings-store.ts';
import { env } from '../lib/env.ts';
import { type ProvisionReport, provision } from '../lib/settings/provision.ts';
import { settingsOf } from '../lib/settings/settings-of-env.ts';

async function run(): Promise<ProvisionReport> {
  const problems = await listAccessProblems(env());
  if (problems.length > 0) return { changes: [], problems };
  const client = createServiceClient(env().supabaseUrl, env().serviceKey);
  const call = createCallFunction(client);
  return provision(
    {
      settings: createSettingsStore(call),
      putBucket: (name, settings) => putBucket(client, name, settings),
      checkInstallation: async () => z.array(z.string()).parse(await call('check_installation', {})),
    },
    settingsOf(env()),
  );
}

try {
  const { changes, problems } = await run();
  for (const change of changes) console.log(`changed: ${change}`);
  for (const problem of problems) console.error(`not in place: ${problem}`);
  if (problems.length === 0)
    console.log(`${env().supabaseUrl} is ready: settings, buckets, guard, policies and grants are in place`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  const cause =
    error instanceof Error && error.cause instanceof Object && 'message' in error.cause
      ? ` (${error.cause.message})`
      : '';
  console.error(`The back end could not be provisioned: ${error instanceof Error ? error.message : error}${cause}`);
  process.exitCode = 1;
}
