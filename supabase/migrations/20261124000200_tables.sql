-- Jobs and their assets. Clients only ever read these tables (policies in the next file);
-- every change goes through one of the functions in the files after it.

-- Sorts "img2" before "img10" without relying on an ICU collation: every run of digits is
-- written as its length and its digits, so that text order is number order.
create function private.natural_sort_key(p_text text) returns text
language sql immutable strict set search_path = '' as $$
  select coalesce(string_agg(
    case when part[1] ~ '^[0-9]'
      then lpad(length(ltrim(part[1], '0'))::text, 4, '0') || ltrim(part[1], '0')
      else part[1]
    end, '' order by place), '')
  from regexp_matches(lower(p_text), '[0-9]+|[^0-9]+', 'g') with ordinality as t (part, place)
$$;

create function private.random_slug() returns text
language sql volatile set search_path = '' as
$$ select translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/=', '-_') $$;
comment on function private.random_slug is '122 random bits as 22 URL-safe characters.';

create table public.profiles (
  owner_id          uuid primary key,
  quota_bytes       bigint check (quota_bytes >= 0),
  used_bytes        bigint not null default 0 check (used_bytes >= 0),
  show_logo         boolean not null default true,
  created_at        timestamptz not null default now(),
  deleting_at       timestamptz,
  suspended_at      timestamptz,
  suspension_reason text check (char_length(suspension_reason) <= 500)
);
comment on table public.profiles is 'One row per owner: the admission to this installation. An Auth user without one owns nothing here.';
comment on column public.profiles.quota_bytes is 'Null: the default of the settings.';
comment on column public.profiles.used_bytes is
  'Invariant I4: the sum of bytes over the owner''s assets, trash included, cleaned-up rejected ones left out.';
comment on column public.profiles.deleting_at is
  'From here on nothing of this owner can be seen, added or changed; the row goes with everything else.';
comment on column public.profiles.suspended_at is
  'Taken down by the operator: nothing is public, nothing can be added or published; reading and deleting still work.';
comment on column public.profiles.show_logo is 'Whether the owner wants their logo on their public pages.';
create index profiles_suspended on public.profiles (owner_id) where suspended_at is not null;

create table public.jobs (
  id             uuid primary key default gen_random_uuid(),
  owner_id       uuid not null references public.profiles (owner_id),
  title          text not null check (char_length(title) between 1 and 200),
  added_no       bigint generated always as identity,
  gallery_slug   text unique,
  gallery_on     boolean not null default false,
  cover_asset_id uuid,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  trashed_at     timestamptz,
  deleting       boolean not null default false,
  unique (id, owner_id),
  check (gallery_slug is not null or not gallery_on)
);
comment on table public.jobs is 'A batch of images under one title.';
comment on column public.jobs.gallery_slug is 'Kept once given, so that the link revives when the gallery is turned on again.';
comment on column public.jobs.deleting is 'The row goes with its last asset.';
create index jobs_by_owner on public.jobs (owner_id, added_no desc);
create index jobs_with_gallery on public.jobs (owner_id) where gallery_on;

create table public.assets (
  id                 uuid primary key default gen_random_uuid(),
  job_id             uuid not null,
  owner_id           uuid not null,
  added_no           bigint generated always as identity unique,
  name               text not null check (char_length(name) between 1 and 255),
  name_sort          text collate "C" not null generated always as (private.natural_sort_key(name)) stored,
  content_type       text not null,
  bytes              bigint not null check (bytes > 0),
  sha256             text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  status             text not null default 'awaiting_upload' check (status in
    ('awaiting_upload', 'verifying', 'private', 'publishing', 'public', 'unpublishing', 'rejected', 'deleting', 'lost')),
  generation         bigint not null default 1,
  wanted_visibility  text not null default 'private' check (wanted_visibility in ('private', 'public')),
  keep_metadata      boolean not null default false,
  object_key         text not null unique,
  object_stem        text not null unique generated always as (regexp_replace(object_key, '\.[a-z0-9]+$', '')) stored,
  public_key         text unique,
  public_stem        text unique generated always as (regexp_replace(public_key, '\.[a-z0-9]+$', '')) stored,
  slug               text unique,
  width              integer,
  height             integer,
  frames             integer,
  thumbhash          text,
  exif               jsonb,
  problem_code       text,
  problem_message    text,
  quota_released     boolean not null default false,
  upload_expires_at  timestamptz not null,
  created_at         timestamptz not null default clock_timestamp(),
  verified_at        timestamptz,
  published_at       timestamptz,
  trashed_at         timestamptz,
  trashed_with_job   boolean not null default false,
  -- No asset sits in another owner's job.
  foreign key (job_id, owner_id) references public.jobs (id, owner_id),
  check ((public_key is not null) = (status in ('publishing', 'public', 'unpublishing')) or status = 'deleting'),
  check (status not in ('publishing', 'public', 'unpublishing') or slug is not null)
);
comment on table public.assets is 'One image: its private original and its state. ARCHITECTURE.md draws the states.';
comment on column public.assets.added_no is 'The order in which assets were declared.';
comment on column public.assets.generation is
  'Raised by every intent; a worker that wakes up with an older one can change nothing.';
comment on column public.assets.wanted_visibility is 'The last intent; reconciled when work in flight ends.';
comment on column public.assets.object_key is '{owner_id}/{job_id}/{uuid}.{ext} in the master bucket. Never changes: after a move it has the job of the upload.';
comment on column public.assets.public_key is
  '{owner_id}/{job_id}/{uuid}.{ext} in the public bucket, with a new uuid for every publication.';
comment on column public.assets.slug is 'Of the public page. Kept once given, through taking back and trash.';
comment on column public.assets.exif is
  'What the camera wrote, read once from the original: for the owner alone, in no list and on no page.';
comment on column public.assets.quota_released is 'The bytes of a rejected asset are gone and no longer count.';
comment on column public.assets.problem_code is 'Why the asset was rejected, is lost, or could not be published last time.';

-- The same bytes are in a job once. Rejected and lost ones may be sent again.
create unique index assets_once_per_job on public.assets (job_id, sha256)
  where status not in ('rejected', 'lost', 'deleting');
create index assets_by_added on public.assets (job_id, added_no);
create index assets_by_name on public.assets (job_id, name_sort, added_no);
create index assets_by_bytes on public.assets (job_id, bytes, added_no);
create index assets_by_published on public.assets (job_id, coalesce(published_at, 'epoch'), added_no);
create index assets_by_owner on public.assets (owner_id, added_no);
create index assets_by_hash on public.assets (owner_id, sha256);
create index assets_public_by_owner on public.assets (owner_id, published_at desc, added_no desc) where status = 'public';
create index assets_trashed_by_owner on public.assets (owner_id, job_id) where trashed_at is not null;
create index assets_awaiting on public.assets (created_at) where status = 'awaiting_upload';
create index assets_trashed on public.assets (trashed_at) where trashed_at is not null;

alter table public.jobs add foreign key (cover_asset_id) references public.assets (id) on delete set null;
create index jobs_by_cover on public.jobs (cover_asset_id);

create table public.variants (
  asset_id     uuid not null references public.assets (id) on delete cascade,
  owner_id     uuid not null,
  name         text not null check (name ~ '^[a-z0-9]{1,32}$'),
  content_type text not null,
  extension    text not null check (extension in ('png', 'jpg', 'webp', 'gif')),
  width        integer not null check (width > 0),
  height       integer not null check (height > 0),
  bytes        bigint not null check (bytes > 0),
  primary key (asset_id, name)
);
comment on table public.variants is
  'Resized copies. The object is {stem of the asset}_{name}.{extension}, in the master bucket and, while published, in the public one.';
create index variants_by_owner on public.variants (owner_id);

create table public.leases (
  asset_id   uuid primary key references public.assets (id) on delete cascade,
  generation bigint not null,
  token      uuid,
  due_at     timestamptz not null default now(),
  attempts   integer not null default 0,
  last_error text
);
comment on table public.leases is
  'The outbox: one row for every asset with work to do. Whoever holds the token may finish it until due_at; then anyone may take over.';
create index leases_by_due on public.leases (due_at);

create table public.publications (
  id             uuid primary key default gen_random_uuid(),
  asset_id       uuid not null references public.assets (id) on delete cascade,
  owner_id       uuid not null,
  public_key     text not null unique,
  published_at   timestamptz not null default now(),
  taken_back_at  timestamptz,
  origin_gone_at timestamptz,
  edge           text not null default 'unchecked' check (edge in ('unchecked', 'dead', 'cached', 'unreachable')),
  cached_until   timestamptz,
  next_check_at  timestamptz
);
comment on table public.publications is 'History: what was public when, and the proof that it no longer is.';
comment on column public.publications.edge is 'What the public address answered after the origin had let go of the file.';
create index publications_by_asset on public.publications (asset_id, published_at desc);
create index publications_by_owner on public.publications (owner_id);
create index publications_to_check on public.publications (next_check_at) where next_check_at is not null;

create table public.take_downs (
  owner_id      uuid not null references public.profiles (owner_id),
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  taken_down_at timestamptz not null default now(),
  reason        text check (char_length(reason) <= 500),
  primary key (owner_id, sha256)
);
comment on table public.take_downs is
  'Images that the operator took down, by their bytes: no copy of them in any job of the owner can be published, nor one that is deleted and sent again, until the operator allows it.';

create table public.signed_urls (
  bucket         text not null,
  object_key     text not null,
  url            text not null,
  expires_at     timestamptz not null,
  reusable_until timestamptz not null,
  primary key (bucket, object_key)
);
comment on table public.signed_urls is
  'Signed addresses in use, without their base: every instance of the app gives the same one until half of its life is over, so that browsers can cache.';
create index signed_urls_by_expiry on public.signed_urls (expires_at);

create table public.sign_in_attempts (
  subject      text not null,
  attempted_at timestamptz not null default now()
);
comment on table public.sign_in_attempts is
  'Recent attempts to sign in, by a keyed hash of account and address together and of the address alone. Successes are taken out.';
create index sign_in_attempts_by_subject on public.sign_in_attempts (subject, attempted_at);
