-- The helpers are called by the functions above, never by a caller's role.
revoke all on all functions in schema private from public, anon, authenticated, service_role;
