import type { Call, Claim } from '../../lib/model/calls.ts';
import { ASSET, lengthOf, metadataOf, OWNER, toBucket, tokenOf, toObjectName } from './model-names.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const json = (value: unknown): string => `${quote(JSON.stringify(value))}::jsonb`;

/** The SQL of a call of the model, which gives its answer as JSON; null for one that asks nothing of the database. */
export function toStatement(call: Call): string | null {
  const asset = quote(ASSET);
  const owned = `${quote(OWNER)}, ${asset}`;
  switch (call.name) {
    case 'read':
    case 'exists':
      return null;
    case 'claim_lease':
      return `select public.claim_lease(${asset}, 60)`;
    case 'release_lease':
      return `select 'true'::jsonb from public.release_lease(${asset}, ${quote(tokenOf(call.claim.token))}, 0, 'failed')`;
    case 'finish_verification': {
      const { extension, content } = call.variant;
      const variant = {
        name: 'thumb',
        content_type: `image/${extension}`,
        width: 1,
        height: 1,
        bytes: lengthOf(content),
      };
      return `select public.finish_verification(${workerOf(call)}, ${json({ variants: [variant], width: 1, height: 1, frames: 1 })})`;
    }
    case 'reject_asset':
      return `select public.reject_asset(${workerOf(call)}, 'rejected', 'as the model has it')`;
    case 'fail_publication':
      return `select public.fail_publication(${workerOf(call)}, ${call.isLost}, 'as the model has it')`;
    case 'finish_taking_back':
    case 'finish_publication':
    case 'finish_rejection':
      return `select public.${call.name}(${workerOf(call)})`;
    case 'finish_deletion':
      return `select to_jsonb(public.finish_deletion(${workerOf(call)}))`;
    case 'record_original_check':
      return `select 'true'::jsonb from public.record_original_check(${asset}, ${call.claim.generation}, ${call.isIntact})`;
    case 'list_stored_files':
      return `select public.list_stored_files(${asset})`;
    case 'list_stray_objects':
      return `select public.list_stray_objects(${quote(toBucket(call.bucket))}, '', 100)`;
    case 'list_originals_to_check':
      return `select nullif(public.list_originals_to_check(100, now()), '[]')`;
    case 'mark_lost':
    case 'expire_uploads':
      return `select to_jsonb(public.${call.name}(100))`;
    case 'request_visibility':
      return `select public.request_visibility(${owned}, ${quote(call.visibility)}, false)`;
    case 'begin_verification':
    case 'trash_asset':
    case 'restore_asset':
    case 'delete_asset':
      return `select public.${call.name}(${owned})`;
    case 'require_room_for_variant':
      return `select public.require_room_for_variant(${owned}, 'thumb')`;
    case 'set_variant': {
      const variant = { name: 'thumb', content_type: `image/${call.extension}`, width: 1, height: 1, bytes: 1 };
      return `select public.set_variant(${owned}, ${json(variant)})`;
    }
    case 'write': {
      const { bucket, name } = toObjectName(call.key);
      const metadata = json(metadataOf(call.key, call.content));
      const userMetadata = json(call.onlyWhile ? { only_while: call.onlyWhile } : {});
      return `with written as (
        insert into storage.objects (bucket_id, name, version, metadata, user_metadata)
        values (${quote(bucket)}, ${quote(name)}, 'after', ${metadata}, ${userMetadata})
        on conflict (bucket_id, name) do update set version = excluded.version, metadata = excluded.metadata,
          user_metadata = excluded.user_metadata returning name) select to_jsonb(name) from written`;
    }
    case 'remove': {
      const names = call.keys.map(toObjectName).map(({ bucket, name }) => `(${quote(bucket)}, ${quote(name)})`);
      return `with gone as (delete from storage.objects where (bucket_id, name) in (${names.join(', ')}) returning name)
        select to_jsonb(count(*)) from gone`;
    }
  }
}

const workerOf = ({ claim }: { claim: Claim }): string =>
  `${quote(ASSET)}, ${claim.generation}, ${quote(tokenOf(claim.token))}`;
