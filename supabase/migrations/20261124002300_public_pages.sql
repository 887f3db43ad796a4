-- What anybody with a link sees, each page from one query.

create function public.find_public_asset(p_slug text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.asset_json(a) || jsonb_build_object('logos', private.shown_logos(a.owner_id))
  from public.assets a where a.slug = p_slug and a.status = 'public' and a.trashed_at is null
    and private.is_active(a.owner_id)
$$;

create function public.find_public_gallery(p_slug text, p_after bigint, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('slug', j.gallery_slug, 'title', j.title, 'logos', private.shown_logos(j.owner_id),
    'asset_count', (select count(*) from public.assets a where a.job_id = j.id and a.status = 'public' and a.trashed_at is null),
    'items', coalesce((
      select jsonb_agg(private.asset_json(page.a) order by (page.a).added_no)
      from (
        select a from public.assets a
        where a.job_id = j.id and a.status = 'public' and a.trashed_at is null and (p_after is null or a.added_no > p_after)
        order by a.added_no limit p_limit
      ) page), '[]'))
  from public.jobs j
  where j.gallery_slug = p_slug and j.gallery_on and j.trashed_at is null and not j.deleting
    and private.is_active(j.owner_id)
$$;
comment on function public.find_public_gallery is 'Only what is public at this moment, and only while the owner has the gallery on.';

select private.only_service_role('public.find_public_asset(text)'),
       private.only_service_role('public.find_public_gallery(text, bigint, integer)');
