import type { Sql } from 'postgres'

/** Makes schema `storage` and its tables if they are missing; like `auth`, nothing in it is granted to anybody. */
export async function makeStorageTables(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema if not exists storage;
    revoke all on schema storage from public;

    create table if not exists storage.buckets (
      id                 text primary key,
      name               text not null unique,
      owner              text not null default '',
      public             boolean not null default false,
      file_size_limit    bigint,
      allowed_mime_types text[],
      created_at         timestamptz not null default now(),
      updated_at         timestamptz not null default now()
    );

    create table if not exists storage.objects (
      id               uuid primary key default gen_random_uuid(),
      bucket_id        text not null references storage.buckets on delete restrict,
      name             text not null collate "C",
      owner            text,
      version          uuid not null,
      metadata         jsonb not null,
      user_metadata    jsonb not null default '{}',
      created_at       timestamptz not null default now(),
      updated_at       timestamptz not null default now(),
      last_accessed_at timestamptz not null default now(),
      constraint a_key_is_used_once unique (bucket_id, name)
    );`)
}
