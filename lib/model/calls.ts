import type { ErrorCode } from '../errors.ts';
import type { AssetStatus, Visibility } from '../schemas/asset.ts';
import type { Bucket, Content, ModelVariant, VariantExtension } from './database-state.ts';

/** The right to work that claim_lease gave out; of one who only looks, the generation that was seen. */
export type Claim = { generation: number; token: number };

/**
 * One atomic step: a call of an SQL function, which is one transaction, or one request to Storage, whose row changes
 * in one transaction. `C` is a claim, or in what a worker asks for, the place of it among the worker's claims.
 */
export type Call<C = Claim> =
  | { name: 'claim_lease'; isTired: boolean }
  | { name: WorkerFunction; claim: C }
  | { name: 'fail_publication'; claim: C; isLost: boolean }
  | { name: 'finish_verification'; claim: C; variant: ModelVariant }
  | { name: 'record_original_check'; claim: C; isIntact: boolean }
  | { name: 'list_stored_files' }
  | { name: 'list_stray_objects'; bucket: Bucket }
  | { name: 'read' | 'exists'; key: string }
  | { name: 'write'; key: string; content: Content; onlyWhile?: AssetStatus }
  | { name: 'remove'; keys: string[] }
  | { name: OwnerFunction }
  | { name: 'request_visibility'; visibility: Visibility }
  | { name: 'set_variant'; extension: VariantExtension };

export type WorkerFunction =
  | 'release_lease'
  | 'reject_asset'
  | 'finish_rejection'
  | 'finish_publication'
  | 'finish_taking_back'
  | 'finish_deletion';

export type OwnerFunction =
  | 'begin_verification'
  | 'expire_uploads'
  | 'trash_asset'
  | 'restore_asset'
  | 'delete_asset'
  | 'require_room_for_variant'
  | 'list_originals_to_check'
  | 'mark_lost';

/** What a claim tells a worker about its asset. */
export type ClaimedView = {
  status: AssetStatus;
  publicKey: string | null;
  variant: ModelVariant | null;
  /** More attempts than the work is worth lie behind it. */
  isTired: boolean;
};

export type Answer =
  | null
  | boolean
  | { claimed: ClaimedView }
  | { reached: AssetStatus }
  | { stored: { master: string[]; public: string[] } }
  | { strays: string[] }
  | { content: Content | null }
  | { replacedKey: string | null }
  | { failed: ErrorCode };

const READING: ReadonlySet<Call['name']> = new Set([
  'list_stored_files',
  'list_stray_objects',
  'list_originals_to_check',
  'require_room_for_variant',
  'read',
  'exists',
]);

/** Calls that give out a claim when their answer is not null. */
const CLAIMING: ReadonlySet<Call['name']> = new Set(['claim_lease', 'reject_asset', 'list_originals_to_check']);

export const isClaiming = ({ name }: { name: Call['name'] }): boolean => CLAIMING.has(name);

/** Whether a call can change anything: one that only reads does no harm when it comes late. */
export const isReading = ({ name }: { name: Call['name'] }): boolean => READING.has(name);

export function describeCall(call: Call | Call<number>): string {
  switch (call.name) {
    case 'write':
      return `write ${call.key}`;
    case 'remove':
      return `remove ${call.keys.join(', ')}`;
    case 'read':
    case 'exists':
      return `${call.name} ${call.key}`;
    case 'request_visibility':
      return `request_visibility ${call.visibility}`;
    case 'claim_lease':
      return call.isTired ? 'claim_lease after many attempts' : 'claim_lease';
    case 'list_stray_objects':
      return `list_stray_objects ${call.bucket}`;
    case 'fail_publication':
      return call.isLost ? 'fail_publication lost' : 'fail_publication';
    default:
      return call.name;
  }
}
