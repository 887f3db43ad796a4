import { PATIENCE_MS } from '../assets/work/settle-asset.ts';
import type { AccountDeletionService } from '../services.ts';
import { wait } from '../wait.ts';
import { type AccountDeletionDependencies, driveAccountDeletion } from './drive-account-deletion.ts';

export function createAccountDeletionService(deps: AccountDeletionDependencies): AccountDeletionService {
  return {
    async request(ownerId) {
      await deps.accounts.requestDeletion(ownerId);
      await Promise.race([driveAccountDeletion(ownerId, deps, Date.now() + PATIENCE_MS), wait(PATIENCE_MS)]);
    },
  };
}
