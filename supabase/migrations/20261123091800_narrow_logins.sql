-- What Postgres gives everybody by habit, and no program needs: temporary tables and large objects. And the residents'
-- program is told the residents' host names only. Room: foundation.
-- Where we do not own the database or its built-in functions (a hosted project), revoking warns and leaves them as they are.
-- NOTIFY cannot be withheld: whoever logs in may say it. Who hears us must take any message as a hint to look again.
do $$
declare
  routine regprocedure;
begin
  begin
    execute format('revoke temporary on database %I from public', current_database());
  exception when insufficient_privilege then
    raise notice 'temporary tables are not ours to withhold here';
  end;
  for routine in
    select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(lo_.*|loread|lowrite)$'
  loop
    begin
      execute format('revoke execute on function %s from public', routine);
    exception when insufficient_privilege then
      raise notice '% is not ours to withhold here', routine;
    end;
  end loop;
end $$;

set role app_owner;

-- session_user is the login, whatever role it has taken since.
create or replace function app.tenant_directory(for_program text)
returns table (host text, id uuid, slug text, code text, state text, profile jsonb)
language sql stable security definer set search_path = '' as $$
  select h.host, t.id, t.slug, t.code, t.state, t.profile
  from app.tenant_hosts h join app.tenants t on t.id = h.tenant_id
  where h.program = for_program and (for_program = 'booking' or session_user <> 'web_booking')
$$;

reset role;
