import 'server-only';
import { z } from 'zod';
import type { ListProviders } from '../../ports/provider-list.ts';
import { PROVIDERS, type Provider } from '../../schemas/account.ts';

const KEPT_MS = 60_000;
const TIMEOUT_MS = 3000;

/** https://supabase.com/docs/reference/self-hosting-auth/returns-the-configuration-settings-for-the-gotrue-server */
const settingsSchema = z.object({ external: z.record(z.string(), z.unknown()) });

/** {@link ListProviders} from the public settings of Auth, asked once a minute. */
export function createListProviders(supabaseUrl: string, anonKey: string): ListProviders {
  /** While it is under way, the answer of all who ask. */
  let kept: Promise<Provider[]> = Promise.resolve([]);
  let keptUntil = 0;

  async function ask(): Promise<Provider[]> {
    const response = await fetch(`${supabaseUrl}/auth/v1/settings`, {
      headers: { apikey: anonKey },
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { external } = settingsSchema.parse(await response.json());
    return PROVIDERS.filter((provider) => external[provider] === true);
  }

  return () => {
    if (Date.now() < keptUntil) return kept;
    keptUntil = Date.now() + KEPT_MS;
    // While Auth is away, what it had before is the best guess; at the very start, none.
    const before = kept;
    kept = ask().catch(() => before);
    return kept;
  };
}
