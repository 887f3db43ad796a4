-- Whether an account has a password at all: who came by GitHub or Google may have none, and Auth's API does not tell.

create function public.has_password(p_owner uuid) returns boolean
language sql stable security definer set search_path = '' as
$$ select exists (select from auth.users u where u.id = p_owner and u.encrypted_password <> '') $$;

select private.only_service_role('public.has_password(uuid)');
