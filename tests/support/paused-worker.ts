import { createCallFunction } from '../../lib/adapters/supabase/call-function.ts';
import { driveAsset } from '../../lib/assets/work/drive-asset.ts';
import type { WorkerDependencies } from '../../lib/assets/work/worker-dependencies.ts';
import { composeWorker } from '../../lib/compose-worker.ts';
import { parseEnv } from '../../lib/env.ts';
import type { Backend } from './database.ts';
import type { Stack } from './start-stack.ts';

export type PausedWorker = {
  /** As if the time of its lease had passed: anybody may take the work over. */
  endLease(): Promise<void>;
  /** Lets the worker go on. Resolves when it has nothing left to do. */
  wake(): Promise<void>;
  /** What it has logged, above all what it was refused. */
  log: string[];
};

/**
 * A worker of the product in this process, beside those of the app, which stands still before a call of its ports as a
 * process does that the machine has no time for. Resolves once it stands there, holding its lease.
 */
export async function pauseWorker(
  stack: Stack,
  backend: Backend,
  assetId: string,
  port: 'assets' | 'storage',
  method: string,
): Promise<PausedWorker> {
  const log: string[] = [];
  const environment = parseEnv({
    ...{ SUPABASE_URL: stack.supabaseUrl, SUPABASE_ANON_KEY: stack.anonKey, SUPABASE_SERVICE_KEY: stack.serviceKey },
    PUBLIC_BUCKET: 'public-assets',
  });
  const call = createCallFunction(backend.client);
  const { worker } = composeWorker({ client: backend.client, call, environment, log: (line) => log.push(line) });
  const arrived = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  const deps: WorkerDependencies = {
    ...worker,
    [port]: {
      ...worker[port],
      [method]: async (...values: unknown[]) => {
        arrived.resolve();
        await woken.promise;
        return Reflect.apply(Reflect.get(worker[port], method), worker[port], values);
      },
    },
  };
  const working = driveAsset(assetId, deps);
  await Promise.race([
    arrived.promise,
    working.then(() => Promise.reject(new Error(`the worker ended before ${method}: ${log.join('; ')}`))),
  ]);
  return {
    log,
    endLease: () => endLease(backend, assetId),
    wake() {
      woken.resolve();
      return working;
    },
  };
}

async function endLease(backend: Backend, assetId: string): Promise<void> {
  const [lease] = (await backend.readRows('leases')).filter((row) => row.asset_id === assetId);
  const { error } = await backend.client.rpc('release_lease', {
    ...{ p_asset: assetId, p_token: lease?.token, p_retry_in_seconds: 0, p_error: 'ran out' },
  });
  if (error) throw error;
}
