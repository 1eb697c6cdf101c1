import type { Sql } from 'postgres'

/**
 * Makes schema `auth` and its tables if they are missing. Nothing is granted to anybody: only the superuser that
 * supabase-local itself connects as can enter, so a product login cannot read a password hash.
 */
export async function makeAuthTables(sql: Sql): Promise<void> {
  await sql.unsafe(TABLES)
}

const TABLES = `
create schema if not exists auth;
revoke all on schema auth from public;

create table if not exists auth.users (
  id                   uuid primary key default gen_random_uuid(),
  aud                  text not null default 'authenticated',
  role                 text not null default 'authenticated',
  email                text unique,
  phone                text unique,
  password_hash        text,
  email_confirmed_at   timestamptz,
  phone_confirmed_at   timestamptz,
  invited_at           timestamptz,
  confirmation_sent_at timestamptz,
  recovery_sent_at     timestamptz,
  email_change_sent_at timestamptz,
  new_email            text,
  email_change_legs    text[] not null default '{}',
  last_sign_in_at      timestamptz,
  app_metadata         jsonb not null default '{}',
  user_metadata        jsonb not null default '{}',
  banned_until         timestamptz,
  deleted_at           timestamptz,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now()
);

create table if not exists auth.identities (
  identity_id     uuid primary key default gen_random_uuid(),
  user_id         uuid not null references auth.users on delete cascade,
  provider        text not null,
  provider_id     text not null,
  identity_data   jsonb not null,
  last_sign_in_at timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  unique (provider, provider_id)
);
create index if not exists identities_of_user on auth.identities (user_id);

create table if not exists auth.factors (
  id                 uuid primary key default gen_random_uuid(),
  user_id            uuid not null references auth.users on delete cascade,
  friendly_name      text not null default '',
  status             text not null default 'unverified',
  secret             text not null,
  last_challenged_at timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  constraint names_of_one_user_differ unique (user_id, friendly_name)
);

create table if not exists auth.challenges (
  id          uuid primary key default gen_random_uuid(),
  factor_id   uuid not null references auth.factors on delete cascade,
  ip          text not null,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null,
  verified_at timestamptz
);
create index if not exists challenges_of_factor on auth.challenges (factor_id);

create table if not exists auth.sessions (
  id         uuid primary key default gen_random_uuid(),
  user_id    uuid not null references auth.users on delete cascade,
  factor_id  uuid,
  amr        jsonb not null default '[]',
  not_after  timestamptz,
  created_at timestamptz not null default now()
);
create index if not exists sessions_of_user on auth.sessions (user_id);

create table if not exists auth.refresh_tokens (
  id         bigint generated always as identity primary key,
  token      text not null unique,
  parent     text,
  session_id uuid not null references auth.sessions on delete cascade,
  revoked    boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists refresh_tokens_of_session on auth.refresh_tokens (session_id);

create table if not exists auth.one_time_tokens (
  user_id uuid not null references auth.users on delete cascade,
  kind    text not null,
  hash    text not null,
  sent_at timestamptz not null default now(),
  primary key (user_id, kind)
);
create index if not exists one_time_tokens_by_hash on auth.one_time_tokens (hash);
`
