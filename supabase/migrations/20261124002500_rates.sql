-- How much an account, and everybody behind one address, may ask for in an hour. In SQL, so that it holds over any number of
-- instances. A subject is one row: the moment until which what it has asked for so far would take at its even rate.
-- https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm

create table public.rates (
  subject    text primary key,
  busy_until timestamptz not null
);
comment on table public.rates is 'Recent use, by account and by a keyed hash of the address. A row whose time is over says nothing.';
create index rates_by_end on public.rates (busy_until);

alter table public.rates enable row level security;
revoke all on public.rates from public, anon, authenticated, service_role;
grant select on public.rates to service_role;

create function public.spend_rate(p_spends jsonb) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '3s' as $$
declare
  window_length constant interval := interval '1 hour';
  wait interval;
begin
  -- Missing rows first and in one order, so that two requests never wait for each other in a circle.
  insert into public.rates (subject, busy_until)
  select s->>'subject', now() from jsonb_array_elements(p_spends) s order by 1
  on conflict (subject) do nothing;
  perform from public.rates r
  where r.subject in (select s->>'subject' from jsonb_array_elements(p_spends) s) order by r.subject for update;

  select max(greatest(r.busy_until, now()) + cost.length - now() - window_length) into wait
  from jsonb_array_elements(p_spends) s
  join public.rates r on r.subject = s->>'subject'
  cross join lateral (
    select window_length * ((s->>'units')::float8 / (s->>'per_hour')::float8) as length) cost;
  if wait > interval '0' then return greatest(1, ceil(extract(epoch from wait)))::integer; end if;

  update public.rates r
  set busy_until = greatest(r.busy_until, now()) + window_length * ((s->>'units')::float8 / (s->>'per_hour')::float8)
  from jsonb_array_elements(p_spends) s where r.subject = s->>'subject';
  return 0;
end $$;
comment on function public.spend_rate is
  'Spends units of every subject, or of none: 0 when all have them, otherwise the seconds to wait. A whole hour''s worth may be spent at once.';

create function public.forget_rates() returns void
language sql security definer set search_path = '' as
$$ delete from public.rates r where r.busy_until < now() $$;
comment on function public.forget_rates is 'Removes rows that say nothing any more.';

select private.only_service_role('public.spend_rate(jsonb)'), private.only_service_role('public.forget_rates()');
