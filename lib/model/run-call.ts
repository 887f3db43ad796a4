import type { Call } from './calls.ts';
import { type DatabaseState, storedMasterFiles, storedPublicFiles } from './database-state.ts';
import type { Defences } from './defences.ts';
import { listOriginalsToCheck, listStrayObjects, markLost, recordOriginalCheck } from './examination.ts';
import { claimLease, releaseLease } from './leases.ts';
import { type Outcome, succeed } from './outcome.ts';
import { removeObjects, writeObject } from './storage.ts';
import { requireRoomForVariant, setVariant } from './supplied-variants.ts';
import { deleteAsset, finishDeletion, restoreAsset, trashAsset } from './trash-and-deletion.ts';
import { beginVerification, expireUploads, finishRejection, finishVerification, rejectAsset } from './uploads.ts';
import { failPublication, finishPublication, finishTakingBack, requestVisibility } from './visibility.ts';

type Runners = {
  [Name in Call['name']]: (database: DatabaseState, call: Call & { name: Name }, defences: Defences) => Outcome;
};

/** Every step that the model knows, by the name of its SQL function or what it asks of Storage. */
export const RUNNERS: Runners = {
  claim_lease: claimLease,
  release_lease: releaseLease,
  begin_verification: beginVerification,
  finish_verification: finishVerification,
  reject_asset: rejectAsset,
  finish_rejection: finishRejection,
  expire_uploads: expireUploads,
  request_visibility: requestVisibility,
  finish_publication: finishPublication,
  fail_publication: failPublication,
  finish_taking_back: finishTakingBack,
  trash_asset: trashAsset,
  restore_asset: restoreAsset,
  delete_asset: deleteAsset,
  finish_deletion: finishDeletion,
  require_room_for_variant: requireRoomForVariant,
  set_variant: setVariant,
  list_stray_objects: listStrayObjects,
  list_originals_to_check: listOriginalsToCheck,
  record_original_check: recordOriginalCheck,
  mark_lost: markLost,
  list_stored_files: (database) =>
    succeed(database, {
      stored: {
        master: database.row ? storedMasterFiles(database.objects) : [],
        public: storedPublicFiles(database.objects, database.row?.publicKey ?? null),
      },
    }),
  read: (database, { key }) => succeed(database, { content: readable(database, key) }),
  exists: (database, { key }) => succeed(database, key in database.objects),
  write: writeObject,
  remove: removeObjects,
};

const readable = ({ objects }: DatabaseState, key: string) => {
  const content = objects[key];
  return content === undefined || content === 'nothing' ? null : content;
};

/** Does one step, whole or not at all. */
export const runCall = (database: DatabaseState, call: Call, defences: Defences): Outcome =>
  (RUNNERS[call.name] as (database: DatabaseState, call: Call, defences: Defences) => Outcome)(
    database,
    call,
    defences,
  );
