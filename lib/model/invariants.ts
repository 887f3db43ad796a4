import {
  type DatabaseState,
  MASTER_KEY,
  type ModelRow,
  masterFiles,
  PUBLIC_BUCKET,
  publicFiles,
  publicVariantKey,
  storedMasterFiles,
  storedPublicFiles,
  variantKey,
} from './database-state.ts';
import type { World } from './world.ts';

/** What always holds, as ARCHITECTURE.md has it. */

const VERIFIED = new Set(['private', 'publishing', 'public', 'unpublishing']);
const WITH_PUBLIC_FILES = new Set(['publishing', 'public', 'unpublishing', 'deleting']);
const WITH_WORK = new Set(['verifying', 'publishing', 'unpublishing', 'deleting']);

/** What is broken, in words; null when all holds. */
export function findViolation(world: World): string | null {
  const { database } = world;
  return (
    findLoss(database) ??
    findLeak(database) ??
    findMissingPublicFile(database) ??
    findForgottenWork(database) ??
    findWrongCount(database) ??
    findLeftover(database) ??
    (database.lease === null ? findUnrest(world) : null)
  );
}

/** I1: past verification and not deleting, the original is what the row says, and it has its variants. */
function findLoss({ row, objects }: DatabaseState): string | null {
  if (row?.status === 'lost') return 'I1: the asset is lost';
  if (!row || !VERIFIED.has(row.status)) return null;
  if (objects[MASTER_KEY] !== 'declared') return `I1: the original is ${objects[MASTER_KEY] ?? 'missing'}`;
  const missing = masterFiles(row).find((key) => isMissing(objects, key));
  if (missing) return `I1: ${missing} is missing`;
  // Made at verification, so always the older of the two.
  const isOverwritten = row.variant?.content === 'supplied' && objects[variantKey(row.variant.extension)] === 'made';
  return isOverwritten ? 'I1: the variant that was supplied is overwritten' : null;
}

/** I2: a public file exists only for the publication that the row is at. */
function findLeak({ row, objects }: DatabaseState): string | null {
  const ofRow = row && WITH_PUBLIC_FILES.has(row.status) ? storedPublicFiles(objects, row.publicKey) : [];
  const leaked = Object.keys(objects).find((key) => key.startsWith(`${PUBLIC_BUCKET}/`) && !ofRow.includes(key));
  return leaked ? `I2: ${leaked} is public, the asset is ${row?.status ?? 'gone'}` : null;
}

/** I3: a public page never shows a missing file. */
function findMissingPublicFile({ row, objects }: DatabaseState): string | null {
  const missing = row?.status === 'public' && publicFiles(row).find((key) => isMissing(objects, key));
  return missing ? `I3: ${missing} is missing` : null;
}

/** Every status with work to do has a lease, so that a crash anywhere leaves something to drive forward. */
function findForgottenWork({ row, lease }: DatabaseState): string | null {
  const hasWork = row && (WITH_WORK.has(row.status) || (row.status === 'rejected' && !row.isQuotaReleased));
  return hasWork && !lease ? `nobody works on an asset that is ${row.status}` : null;
}

/** I4: used bytes are the sum over assets. */
function findWrongCount({ row, used }: DatabaseState): string | null {
  const counted = row && !row.isQuotaReleased ? 1 : 0;
  return used === counted ? null : `I4: ${counted} assets count, ${used} are counted`;
}

/** No object without a row. */
function findLeftover({ row, objects }: DatabaseState): string | null {
  if (row && !row.isQuotaReleased) return null;
  const [left] = storedMasterFiles(objects);
  return left ? `${left} is left over` : null;
}

/** When nothing is in flight: exactly what is public has public files, and what was wished last has come to be. */
function findUnrest({ database: { row, objects }, wish, isGivenUp }: World): string | null {
  const wanted = row?.status === 'public' ? publicFiles(row) : [];
  const stored = storedPublicFiles(objects, row?.publicKey ?? null);
  const surplus = stored.find((key) => !wanted.includes(key));
  if (surplus) return `I2: ${surplus} is left in public`;
  if (row?.status === 'public' && hasOldVariant(row, objects)) return 'the public variant is not the recorded one';
  if (row && wish === 'gone') return `to be gone was wished, the asset is ${row.status}`;
  if (wish === 'public' && row?.status === 'private' && !isGivenUp) return 'public was wished, the asset is private';
  return wish === 'private' && row?.status === 'public' ? 'private was wished, the asset is public' : null;
}

/** Not while another one is stored, but not recorded yet: it will be published with its record. */
function hasOldVariant({ publicKey, variant }: ModelRow, objects: DatabaseState['objects']): boolean {
  if (!publicKey || !variant || objects[variantKey(variant.extension)] !== variant.content) return false;
  return objects[publicVariantKey(publicKey, variant.extension)] !== variant.content;
}

const isMissing = (objects: DatabaseState['objects'], key: string): boolean =>
  objects[key] === undefined || objects[key] === 'nothing';
