-- One signed address per object for all instances of the app, until half of its life is over.

create function public.find_signed_urls(p_bucket text, p_keys jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('object_key', u.object_key, 'url', u.url, 'expires_at', u.expires_at)), '[]')
  from jsonb_array_elements_text(p_keys) k
  join public.signed_urls u on u.bucket = p_bucket and u.object_key = k and u.reusable_until > now()
$$;

create function public.remember_signed_urls(p_bucket text, p_urls jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.signed_urls as known (bucket, object_key, url, expires_at, reusable_until)
  select p_bucket, u->>'object_key', u->>'url', (u->>'expires_at')::timestamptz, (u->>'reusable_until')::timestamptz
  from jsonb_array_elements(p_urls) u
  order by u->>'object_key'
  on conflict (bucket, object_key) do update
    set url = excluded.url, expires_at = excluded.expires_at, reusable_until = excluded.reusable_until
    where known.reusable_until <= now();
  return public.find_signed_urls(p_bucket, (select jsonb_agg(u->>'object_key') from jsonb_array_elements(p_urls) u));
end $$;
comment on function public.remember_signed_urls is 'Keeps fresh addresses; the first of two instances wins, and both get its address back.';

create function public.forget_expired_signed_urls() returns void
language sql security definer set search_path = '' as
$$ delete from public.signed_urls u where u.expires_at < now() $$;

select private.only_service_role(f) from unnest(array[
  'public.find_signed_urls(text, jsonb)',
  'public.remember_signed_urls(text, jsonb)',
  'public.forget_expired_signed_urls()'
]::regprocedure[]) f;
