import type { InvitationService } from '../accounts/invitations.ts';
import type { AssetRecord } from '../assets/asset-record.ts';
import type { WorkerDependencies } from '../assets/work/worker-dependencies.ts';
import { AppError } from '../errors.ts';
import type { AccountRecord, OperatorStore, OwnedAsset, SuspensionProgress } from '../ports/operator-store.ts';
import type { NewInvitation } from '../schemas/invitation.ts';
import { readAssetReference } from './asset-reference.ts';
import { suspendAccount } from './suspend-account.ts';
import { finishTakeDown, type TakenDownAsset } from './take-down-asset.ts';

const PAGE_SIZE = 200;

/** What whoever runs an installation may do. Nothing of it is reachable by a request. */
export type Operator = {
  /** Every user of Auth, by id, read page by page. */
  listAccounts(): AsyncIterable<AccountRecord>;
  /** @throws AppError not_found */
  getAccount(emailOrId: string): Promise<AccountRecord>;
  /** @param bytes null: the default of the installation. @throws AppError conflict for who is not admitted */
  setQuota(account: AccountRecord, bytes: number | null): Promise<AccountRecord>;
  /** @param reference its id, its slug, or the address of its page or of a file. @throws AppError not_found */
  getAsset(reference: string): Promise<OwnedAsset>;
  /** All copies of it that its owner has, each with what was found afterwards. Idempotent. */
  takeDownAsset(asset: OwnedAsset, reason: string | null): Promise<TakenDownAsset[]>;
  /** All copies of it that its owner has. Nothing becomes public by itself. Idempotent. */
  allowAsset(asset: OwnedAsset): Promise<AssetRecord[]>;
  /** @returns what is public still; the janitor goes on with it. @throws AppError conflict for who is not admitted */
  suspendAccount(
    account: AccountRecord,
    reason: string | null,
    onProgress: (progress: SuspensionProgress) => void,
  ): Promise<SuspensionProgress>;
  /** Nothing becomes public by itself. Idempotent. */
  reinstateAccount(account: AccountRecord): Promise<void>;
  /** @throws AppError conflict without the address of the site, forbidden unless SIGN_UP is invite */
  invite(note: string | null, expiresInSeconds: number): Promise<NewInvitation>;
};

export type OperatorDependencies = {
  store: OperatorStore;
  worker: WorkerDependencies;
  invitations: InvitationService;
  siteUrl: string | null;
};

export function createOperator({ store, worker, invitations, siteUrl }: OperatorDependencies): Operator {
  const getAccount = async (emailOrId: string): Promise<AccountRecord> => {
    const account = await store.findAccount(emailOrId);
    if (!account) throw new AppError('not_found', `There is no account ${emailOrId}.`);
    return account;
  };
  return {
    async *listAccounts() {
      for (let after: string | null = null; ; ) {
        const page: AccountRecord[] = await store.listAccounts(after, PAGE_SIZE);
        yield* page;
        after = page.at(-1)?.ownerId ?? null;
        if (page.length < PAGE_SIZE) return;
      }
    },
    getAccount,
    async setQuota(account, bytes) {
      requireAdmitted(account);
      await store.setQuota(account.ownerId, bytes);
      return getAccount(account.ownerId);
    },
    async getAsset(text) {
      const reference = readAssetReference(text);
      const asset = reference === null ? null : await store.findAsset(reference);
      if (!asset) throw new AppError('not_found', `There is no image ${text}.`);
      return asset;
    },
    async takeDownAsset({ id }, reason) {
      const copies = await store.takeDownAsset(id, reason);
      return Promise.all(copies.map((copy) => finishTakeDown(copy, worker)));
    },
    allowAsset: ({ id }) => store.allowAsset(id),
    async suspendAccount(account, reason, onProgress) {
      requireAdmitted(account);
      return suspendAccount(account.ownerId, reason, { store, worker }, onProgress);
    },
    async reinstateAccount(account) {
      requireAdmitted(account);
      await store.reinstateAccount(account.ownerId);
    },
    async invite(note, expiresInSeconds) {
      if (!siteUrl) throw new AppError('conflict', 'Set SITE_URL to the address of the site: the link leads there.');
      return invitations.create({ note, expiresInSeconds, createdBy: null });
    },
  };
}

function requireAdmitted({ email, admission }: AccountRecord): void {
  if (admission === 'admitted') return;
  throw new AppError('conflict', `${email} has signed up but is not admitted here, so there is nothing to change.`);
}
