-- Who may read what. A user's token reads its own rows and writes nothing; service_role alone calls the functions.
-- Grants are explicit: hosted projects differ in what they give by default.

alter table public.settings         enable row level security;
alter table public.profiles         enable row level security;
alter table public.jobs             enable row level security;
alter table public.assets           enable row level security;
alter table public.variants         enable row level security;
alter table public.leases           enable row level security;
alter table public.publications     enable row level security;
alter table public.take_downs       enable row level security;
alter table public.signed_urls      enable row level security;
alter table public.sign_in_attempts enable row level security;

revoke all on public.settings, public.profiles, public.jobs, public.assets, public.variants, public.leases,
  public.publications, public.take_downs, public.signed_urls, public.sign_in_attempts from public, anon, authenticated, service_role;

grant select on public.profiles, public.jobs, public.assets, public.variants, public.publications to authenticated;
grant select on public.settings, public.profiles, public.jobs, public.assets, public.variants, public.leases,
  public.publications, public.take_downs, public.signed_urls, public.sign_in_attempts to service_role;
grant usage on schema public to anon, authenticated, service_role;

create policy owners_read_profiles     on public.profiles     for select to authenticated using (owner_id = (select auth.uid()));
create policy owners_read_jobs         on public.jobs         for select to authenticated using (owner_id = (select auth.uid()));
create policy owners_read_assets       on public.assets       for select to authenticated using (owner_id = (select auth.uid()));
create policy owners_read_variants     on public.variants     for select to authenticated using (owner_id = (select auth.uid()));
create policy owners_read_publications on public.publications for select to authenticated using (owner_id = (select auth.uid()));
