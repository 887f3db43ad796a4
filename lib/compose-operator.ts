import 'server-only';
import { createInvitationService } from './accounts/invitations.ts';
import { createCallFunction } from './adapters/supabase/call-function.ts';
import { createInvitationStore } from './adapters/supabase/invitation-store.ts';
import { createOperatorStore } from './adapters/supabase/operator-store.ts';
import { createServiceClient } from './adapters/supabase/service-client.ts';
import { createSettingsStore } from './adapters/supabase/settings-store.ts';
import { composeWorker } from './compose-worker.ts';
import type { Env } from './env.ts';
import { createOperator, type Operator } from './operator/operator.ts';

/**
 * What `npm run admin` works with. It runs beside the app and may have been started with another environment: where
 * files are is what the settings row of the back end says.
 * @throws AppError database_unavailable
 */
export async function composeOperator(environment: Env, log: (line: string) => void): Promise<Operator> {
  const client = createServiceClient(environment.supabaseUrl, environment.serviceKey);
  const call = createCallFunction(client);
  const { masterBucket, publicBucket, publicCacheSeconds } = await createSettingsStore(call).get();
  const { worker } = composeWorker({
    ...{ client, call, log },
    environment: { ...environment, masterBucket, publicBucket, publicCacheSeconds },
  });
  const { siteUrl } = environment;
  const invitations = createInvitationService({
    invitations: createInvitationStore(call),
    findSiteUrl: async () => siteUrl ?? '',
  });
  return createOperator({ store: createOperatorStore(call), worker, invitations, siteUrl });
}
