-- Custody: the one function that writes an event and the card's projection together.
-- Room: issuance. Policy (who may do which act when) is decided before, in custody-rules.ts; here are invariants only.
set role app_owner;

-- What is hashed: every field in one canonical text, quoted so that no two events read alike, and the hash before.
-- A field added later is added at the end.
create function app.custody_hash(previous bytea, e app.custody_events) returns bytea
language sql stable as $$
  select sha256(convert_to(concat_ws('|', encode(coalesce(previous, ''), 'hex'), e.tenant_id, e.card_id, e.seq,
    quote_literal(e.act), quote_literal(e.from_state), quote_literal(e.to_state), quote_nullable(e.from_place_id),
    quote_nullable(e.to_place_id), e.actor_id, quote_nullable(e.second_actor_id), quote_literal(e.terminal),
    quote_nullable(e.reservation_id), quote_nullable(e.reason), (extract(epoch from e.occurred_at) * 1000000)::bigint),
    'UTF8'))
$$;

-- Appends one event to a card that is in `expected` state, and moves the card. Answers the event's seq,
-- or null when the card is not (any longer) in that state: somebody was faster.
create function app.record_custody(
  card uuid, expected text, act text, to_state text, to_place uuid, actor uuid, second_actor uuid,
  terminal text, reservation uuid, reason text, occurred timestamptz
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
  e.hash := app.custody_hash(held.event_hash, e);

  insert into app.custody_events (tenant_id, card_id, seq, act, from_state, to_state, from_place_id, to_place_id, actor_id,
    second_actor_id, terminal, reservation_id, reason, occurred_at, previous_hash, hash)
  values (e.tenant_id, e.card_id, e.seq, e.act, e.from_state, e.to_state, e.from_place_id, e.to_place_id, e.actor_id,
    e.second_actor_id, e.terminal, e.reservation_id, e.reason, e.occurred_at, held.event_hash, e.hash);
  update app.cards c set state = e.to_state, place_id = e.to_place_id, event_seq = e.seq, event_hash = e.hash,
    state_since = case when e.to_state = held.state then c.state_since else e.occurred_at end
  where c.tenant_id = e.tenant_id and c.id = card;
  return e.seq;
end $$;

grant execute on function app.custody_hash(bytea, app.custody_events) to staff, machine;
grant execute on function app.record_custody(uuid, text, text, text, uuid, uuid, uuid, text, uuid, text, timestamptz)
  to staff, machine;

reset role;
