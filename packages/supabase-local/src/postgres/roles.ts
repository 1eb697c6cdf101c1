import postgres from 'postgres'

/** Makes Supabase's roles if they are missing: they can own and log in to nothing; service_role passes row security. */
export async function makeRoles(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(`
      do $$
      begin
        if not exists (select from pg_roles where rolname = 'anon') then
          create role anon nologin noinherit;
          create role authenticated nologin noinherit;
          create role service_role nologin noinherit bypassrls;
        end if;
      end $$`)
  } finally {
    await sql.end()
  }
}
