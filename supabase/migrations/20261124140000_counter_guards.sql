-- Counter guards: a note beside what was done at the counter, and names found by any word of theirs. Room: issuance.
set role app_owner;

-- What an officer adds in their own words; only staff read it (residents are given their columns by name).
alter table app.custody_events add column note text,
  add constraint a_note_is_short check (char_length(note) between 1 and 200);
alter table app.reservation_events add column note text,
  add constraint a_note_is_short check (char_length(note) between 1 and 200);
grant insert (note) on app.custody_events to staff, machine;
grant insert (note) on app.reservation_events to staff;

-- As before, and the note: without one the text is what it was, so that hashes written before still hold.
create or replace function app.custody_hash(previous bytea, e app.custody_events) returns bytea
language sql stable as $$
  select sha256(convert_to(concat_ws('|', encode(coalesce(previous, ''), 'hex'), e.tenant_id, e.card_id, e.seq,
    quote_literal(e.act), quote_literal(e.from_state), quote_literal(e.to_state), quote_nullable(e.from_place_id),
    quote_nullable(e.to_place_id), e.actor_id, quote_nullable(e.second_actor_id), quote_literal(e.terminal),
    quote_nullable(e.reservation_id), quote_nullable(e.reason), (extract(epoch from e.occurred_at) * 1000000)::bigint,
    quote_literal(e.note)), 'UTF8'))
$$;

drop function app.record_custody(uuid, text, text, text, uuid, uuid, uuid, text, uuid, text, timestamptz);
create function app.record_custody(
  card uuid, expected text, act text, to_state text, to_place uuid, actor uuid, second_actor uuid,
  terminal text, reservation uuid, reason text, occurred timestamptz, note text default null
) returns integer language plpgsql volatile as $$
declare
  held app.cards;
  e app.custody_events;
begin
  select * into held from app.cards c
  where c.tenant_id = app.tenant_id() and c.id = card and c.state = expected for update;
  if not found then return null; end if;

  e.tenant_id := held.tenant_id;  e.card_id := card;  e.seq := held.event_seq + 1;  e.act := act;
  e.from_state := held.state;  e.to_state := to_state;  e.from_place_id := held.place_id;
  e.to_place_id := coalesce(to_place, held.place_id);  e.actor_id := actor;  e.second_actor_id := second_actor;
  e.terminal := terminal;  e.reservation_id := reservation;  e.reason := reason;  e.occurred_at := occurred;
  e.note := note;
  e.hash := app.custody_hash(held.event_hash, e);

  insert into app.custody_events (tenant_id, card_id, seq, act, from_state, to_state, from_place_id, to_place_id, actor_id,
    second_actor_id, terminal, reservation_id, reason, occurred_at, previous_hash, hash, note)
  values (e.tenant_id, e.card_id, e.seq, e.act, e.from_state, e.to_state, e.from_place_id, e.to_place_id, e.actor_id,
    e.second_actor_id, e.terminal, e.reservation_id, e.reason, e.occurred_at, held.event_hash, e.hash, e.note);
  update app.cards c set state = e.to_state, place_id = e.to_place_id, event_seq = e.seq, event_hash = e.hash,
    state_since = case when e.to_state = held.state then c.state_since else e.occurred_at end
  where c.tenant_id = e.tenant_id and c.id = card;
  return e.seq;
end $$;
grant execute on function
  app.record_custody(uuid, text, text, text, uuid, uuid, uuid, text, uuid, text, timestamptz, text) to staff, machine;

-- The words of a name in Latin letters, folded as nameSearchKey folds them, each after a space; null without any.
-- Names in Latin have their given name last as often as first, and are looked for by either.
create function app.latin_words(name text) returns text language sql immutable as $$
  select nullif(rtrim(' ' || regexp_replace(upper(replace(replace(replace(replace(translate(
    regexp_replace(normalize(name, nfkd), '[\u0300-\u036F]', '', 'g'), 'ĐđÐðŁłØøı', 'DDDDLLOOI'),
    'Æ', 'AE'), 'æ', 'AE'), 'ß', 'SS'), 'œ', 'OE') collate "C"), '[^A-Z0-9]+', ' ', 'g')), '')
$$;
grant execute on function app.latin_words(text) to resident, staff, operator, machine;
alter table app.card_people
  add column latin_words text generated always as (app.latin_words(name)) stored;
-- Only those who have one: looked through word by word, within the municipality (`^@` cannot look inside).
create index on app.card_people (tenant_id) where latin_words is not null;

reset role;
