-- The helpers are called by the functions above, never by a caller's role.
revoke all on all functions in schema private from public, anon, authenticated, service_role;
-- Hosted projects open the sequences of identity columns to clients; inserting through a function needs no grant on them.
revoke all on all sequences in schema public from public, anon, authenticated, service_role;
