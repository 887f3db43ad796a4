-- Wrong logins are limited by account and address together, so that nobody can lock another person out,
-- and by address alone, so that nobody can try many accounts.

create function public.reserve_sign_in_attempt(p_pair text, p_address text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  window_length constant interval := interval '15 minutes';
  wait interval;
begin
  -- One at a time for one address, so that parallel tries are counted too.
  perform pg_advisory_xact_lock(hashtextextended(p_address, 0));
  delete from public.sign_in_attempts t where t.attempted_at < now() - window_length;
  -- The oldest attempt that must leave the window before another one fits.
  select max(blocking.attempted_at) + window_length - now() into wait
  from (
    (select t.attempted_at from public.sign_in_attempts t where t.subject = p_pair order by t.attempted_at desc offset 9 limit 1)
    union all
    (select t.attempted_at from public.sign_in_attempts t where t.subject = p_address order by t.attempted_at desc offset 99 limit 1)
  ) blocking;
  if wait is not null then return greatest(1, ceil(extract(epoch from wait)))::integer; end if;
  insert into public.sign_in_attempts (subject) values (p_pair), (p_address);
  return 0;
end $$;
comment on function public.reserve_sign_in_attempt is
  'Counts an attempt before it is made: 0 when it may go on, otherwise the seconds to wait. 10 per account and address, 100 per address, in 15 minutes.';

create function public.forget_sign_in_attempts(p_pair text, p_address text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.sign_in_attempts t where t.subject = p_pair;
  delete from public.sign_in_attempts t where t.ctid in (
    select u.ctid from public.sign_in_attempts u where u.subject = p_address order by u.attempted_at desc limit 1);
end $$;
comment on function public.forget_sign_in_attempts is 'A right password: the attempts of this account from this address no longer count.';

select private.only_service_role(f) from unnest(array[
  'public.reserve_sign_in_attempt(text, text)',
  'public.forget_sign_in_attempts(text, text)'
]::regprocedure[]) f;
