-- What `npm run provision` asks of any back end: is everything in place that makes the promises true?

create function public.check_installation() returns jsonb
language sql stable security definer set search_path = '' as $$
  with expected_tables (name) as (
    values ('settings'), ('profiles'), ('jobs'), ('assets'), ('variants'), ('leases'), ('publications'), ('take_downs'), ('signed_urls'), ('sign_in_attempts'), ('api_tokens'), ('invitations'), ('idempotency_keys'), ('tenant_images'), ('account_deletions'), ('rates')
  ), problems (problem) as (
    select 'the guard is not on storage.objects'
    where not exists (
      select from pg_catalog.pg_trigger t
      where t.tgrelid = 'storage.objects'::regclass and t.tgname = 'guard_storage_objects' and t.tgenabled <> 'D')
    union all
    select format('row level security is off on %s', c.oid::regclass)
    from pg_catalog.pg_class c
    where not c.relrowsecurity
      and (c.oid = 'storage.objects'::regclass or c.oid in (select ('public.' || t.name)::regclass from expected_tables t))
    union all
    select format('%s may write public.%s', r.name, t.name)
    from expected_tables t cross join (values ('anon'), ('authenticated')) r (name)
    where has_table_privilege(r.name, 'public.' || t.name, 'insert, update, delete, truncate')
    union all
    select format('anon may read public.%s', t.name) from expected_tables t
    where has_table_privilege('anon', 'public.' || t.name, 'select')
    union all
    select format('authenticated may read public.%s', t.name) from expected_tables t
    where t.name not in ('profiles', 'jobs', 'assets', 'variants', 'publications')
      and has_table_privilege('authenticated', 'public.' || t.name, 'select')
    union all
    select format('%s may use the sequence %s', r.name, c.oid::regclass)
    from pg_catalog.pg_class c cross join (values ('anon'), ('authenticated')) r (name)
    where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace
      and has_sequence_privilege(r.name, c.oid, 'usage, update')
    union all
    select format('%s may use the schema private', r.name) from (values ('anon'), ('authenticated')) r (name)
    where has_schema_privilege(r.name, 'private', 'usage')
    union all
    select format('%s may call %s', r.name, p.oid::regprocedure)
    from pg_catalog.pg_proc p cross join (values ('anon'), ('authenticated')) r (name)
    where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and has_function_privilege(r.name, p.oid, 'execute')
    union all
    select format('the policy %s lets clients touch the files of our buckets', p.policyname)
    from pg_catalog.pg_policies p
    where p.schemaname = 'storage' and p.tablename = 'objects'
      and (p.roles && array['anon', 'authenticated', 'public']::name[])
      and not coalesce(p.qual, p.with_check, 'true') ~ 'bucket_id'
    union all
    select format('the bucket %s is missing', b.name)
    from public.settings s cross join lateral (values (s.master_bucket), (s.public_bucket)) b (name)
    where not exists (select from storage.buckets k where k.id = b.name)
    union all
    select format('the bucket %s is public', k.id) from public.settings s join storage.buckets k on k.id = s.master_bucket
    where k.public
    union all
    select format('the bucket %s is not public', k.id) from public.settings s join storage.buckets k on k.id = s.public_bucket
    where not coalesce(k.public, false)
  )
  select coalesce(jsonb_agg(problem), '[]') from problems
$$;
comment on function public.check_installation is 'What is missing or open in the database, in words; empty when all is well.';

select private.only_service_role('public.check_installation()');
