-- What an account holds, and emptying its trash.

create function public.get_storage_use(p_owner uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select public.get_usage(p_owner) || jsonb_build_object(
    'asset_count', count(*) filter (where a.status <> 'deleting'),
    'public_count', count(*) filter (where a.status = 'public'),
    'trashed_count', count(*) filter (where a.trashed_at is not null and a.status <> 'deleting'),
    'trashed_bytes', coalesce(sum(a.bytes) filter (where a.trashed_at is not null and a.status <> 'deleting'), 0),
    'deleting_count', count(*) filter (where a.status = 'deleting'),
    'taking_back_count', count(*) filter (where a.status = 'unpublishing'),
    'created_at', (select u.created_at from auth.users u where u.id = p_owner),
    'job_count', (select count(*) from public.jobs j where j.owner_id = p_owner and not j.deleting),
    'trashed_job_count', (
      select count(*) from public.jobs j where j.owner_id = p_owner and not j.deleting and j.trashed_at is not null),
    'gallery_count', (
      select count(*) from public.jobs j where j.owner_id = p_owner and not j.deleting and j.trashed_at is null and j.gallery_on))
  from public.assets a where a.owner_id = p_owner
$$;
comment on function public.get_storage_use is 'get_usage, and counts of what there is, what is public, in the trash, and on its way out.';

create function public.empty_trash(p_owner uuid, p_before timestamptz, p_limit integer) returns jsonb
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  before constant timestamptz := coalesce(p_before, now());
  job public.jobs;
  asset public.assets;
  asset_ids uuid[] := '{}';
  started integer := 0;
begin
  for job in
    select * from public.jobs j
    where j.owner_id = p_owner and j.trashed_at <= before and not j.deleting order by j.id limit p_limit
  loop
    exit when cardinality(asset_ids) >= p_limit;
    asset_ids := asset_ids || array(select (jsonb_array_elements_text(public.delete_job(p_owner, job.id)))::uuid);
    started := started + 1;
  end loop;
  for asset in
    select * from public.assets a
    where a.owner_id = p_owner and a.trashed_at <= before and not a.trashed_with_job and a.status <> 'deleting'
    order by a.id limit greatest(0, p_limit - cardinality(asset_ids)) for update
  loop
    perform private.start_deletion(asset);
    asset_ids := asset_ids || asset.id;
  end loop;
  return jsonb_build_object('before', before, 'asset_ids', to_jsonb(asset_ids), 'more', started >= p_limit or cardinality(asset_ids) >= p_limit);
end $$;
comment on function public.empty_trash is
  'Sends to deletion, for good, what went to the trash up to p_before (null: now): whole jobs first, about p_limit images at a time. Gives `before`, the ids of the images, and whether more may be left.';

create function public.list_trashed_in_jobs(p_owner uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'job_id', found.id, 'title', found.title, 'count', found.count, 'bytes', found.bytes) order by found.added_no desc), '[]')
  from (
    select j.id, j.title, j.added_no, count(*) as count, sum(a.bytes) as bytes
    from public.assets a join public.jobs j on j.id = a.job_id
    where a.owner_id = p_owner and a.trashed_at is not null and a.status <> 'deleting'
      and j.trashed_at is null and not j.deleting
    group by j.id
  ) found
$$;
comment on function public.list_trashed_in_jobs is 'Jobs that are not in the trash themselves but have images in it, newest first.';

select private.only_service_role(f) from unnest(array[
  'public.get_storage_use(uuid)',
  'public.empty_trash(uuid, timestamptz, integer)',
  'public.list_trashed_in_jobs(uuid)'
]::regprocedure[]) f;
