-- Moving to another job, and one change of many assets at once.

create function private.lock_job_to_move_to(p_owner uuid, p_job uuid) returns void
language plpgsql set search_path = '' as $$
begin
  if (private.lock_job(p_owner, p_job)).trashed_at is not null then
    perform private.fail(409, 'conflict', 'That job is in the trash. Restore it before moving images into it.');
  end if;
end $$;

create function public.move_asset(p_owner uuid, p_asset uuid, p_job uuid) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  asset public.assets;
begin
  perform private.lock_jobs_of(p_owner, array[p_asset], p_job);
  perform private.lock_job_to_move_to(p_owner, p_job);
  asset := private.lock_asset(p_owner, p_asset);
  if asset.job_id = p_job then return private.asset_json(asset); end if;
  if asset.trashed_at is not null then
    perform private.fail(409, 'conflict', 'This image is in the trash. Restore it before moving it.');
  end if;
  perform private.require_bytes(asset, 'there is nothing to move');
  if exists (
    select from public.assets a
    where a.job_id = p_job and a.sha256 = asset.sha256 and a.status not in ('rejected', 'lost', 'deleting')
  ) then
    perform private.fail(409, 'conflict', 'The other job has this image already, perhaps in its trash.');
  end if;
  update public.jobs j set updated_at = now() where j.id in (asset.job_id, p_job);
  update public.assets a set job_id = p_job where a.id = p_asset returning * into asset;
  return private.asset_json(asset);
end $$;
comment on function public.move_asset is
  'Into another job of the same owner. Stored files stay under the keys that they have, and pages keep their links. Idempotent.';

create function public.change_assets(p_owner uuid, p_assets jsonb, p_action text, p_job uuid) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  wanted constant uuid[] := array(select id::uuid from jsonb_array_elements_text(p_assets) id);
  asset_id uuid;
  answers jsonb := '{}';
  code text;
  app_code text;
  app_message text;
begin
  -- Everything that the single changes lock before an asset is locked before the first of them.
  if p_action = 'publish' then perform from public.profiles p where p.owner_id = p_owner for share; end if;
  if p_action in ('restore', 'move') then perform private.lock_jobs_of(p_owner, wanted, p_job); end if;
  if p_action = 'move' then perform private.lock_job_to_move_to(p_owner, p_job); end if;

  for asset_id in select distinct id from unnest(wanted) id order by id loop
    begin
      answers := answers || jsonb_build_object(asset_id, jsonb_build_object('asset', case p_action
        when 'publish' then public.request_visibility(p_owner, asset_id, 'public', false)
        when 'unpublish' then public.request_visibility(p_owner, asset_id, 'private', false)
        when 'trash' then public.trash_asset(p_owner, asset_id)
        when 'restore' then public.restore_asset(p_owner, asset_id)
        when 'delete' then public.delete_asset(p_owner, asset_id)
        when 'move' then public.move_asset(p_owner, asset_id, p_job) end));
    exception when others then
      get stacked diagnostics code = returned_sqlstate, app_code = message_text, app_message = pg_exception_detail;
      -- Refusals by private.fail are this asset's own; all else fails the call.
      if code !~ '^PT' then raise; end if;
      answers := answers || jsonb_build_object(asset_id, jsonb_build_object('code', app_code, 'message', app_message));
    end;
  end loop;
  return (
    select jsonb_agg(answers->(id::text) order by place) from unnest(wanted) with ordinality as asked (id, place));
end $$;
comment on function public.change_assets is
  'publish, unpublish, trash, restore, delete or move: one answer for each id, in order: {asset} as it is now, or {code, message}. What one is refused does not stop the others.';

select private.only_service_role(f) from unnest(array[
  'public.move_asset(uuid, uuid, uuid)',
  'public.change_assets(uuid, jsonb, text, uuid)'
]::regprocedure[]) f;
