-- Several people in one reservation (家族の分も一緒に), each with what they do; people and procedures come and go until the
-- visit. Room: booking. How many places they need is a rule (core/booking/basket-rules.ts); here stand the invariants.
set role app_owner;

-- What one person does besides `procedure_code`, in their order.
alter table app.reservation_people
  add more_procedures text[] not null default '{}',
  add constraint a_person_does_few_things_in_one_visit check (cardinality(more_procedures) <= 3);
grant insert (more_procedures), update (procedure_code, more_procedures), delete on app.reservation_people to staff, resident;

-- Whoever is taken out is gone, with what was said about them; a history says that people were changed. The first stays:
-- whose reservation it is.
create policy "a resident takes somebody out of their own reservation" on app.reservation_people
  for delete to resident
  using (tenant_id = app.tenant_id() and subject_id = app.subject_id() and live and position > 1);
create policy "staff take somebody out of a reservation" on app.reservation_people
  for delete to staff using (tenant_id = app.tenant_id() and live and position > 1);

alter table app.reservation_corrections
  drop constraint a_correction_is_of_a_known_kind,
  add constraint a_correction_is_of_a_known_kind check (act in ('contact', 'who', 'people'));

-- Which letters somebody has shown, in one session of theirs, beside the one that opened it: a parent with the letters of the
-- children. Nobody reads it but the functions below.
create table app.shown_letters (
  tenant_id  uuid        not null references app.tenants (id) on delete restrict,
  id         uuid        not null default app.uuid_v7(),
  session_id uuid        not null,
  subject_id uuid        not null,
  card_id    uuid        not null,
  shown_at   timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references app.resident_sessions (tenant_id, id) on delete cascade,
  foreign key (tenant_id, card_id) references app.cards (tenant_id, id) on delete restrict,
  constraint a_letter_is_shown_once_in_a_session unique (tenant_id, session_id, card_id)
);
create index on app.shown_letters (tenant_id, subject_id, card_id);
create index on app.shown_letters (tenant_id, card_id);
select app.raise_wall('app.shown_letters');
create policy "identification keeps which letters were shown" on app.shown_letters
  for all to app_owner using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "identification sees the card of a letter that was shown" on app.cards
  for select to app_owner using (tenant_id = app.tenant_id());

-- Has the entered subject shown the letter of this card? For the policy below; that the session is still open is looked at by
-- whoever adds somebody (letters_shown).
create function app.letter_was_shown(card uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from app.shown_letters l
    where l.tenant_id = app.tenant_id() and l.subject_id = app.subject_id() and l.card_id = card)
$$;
alter policy "a resident names the people they book for" on app.reservation_people
  with check (tenant_id = app.tenant_id() and subject_id = app.subject_id()
    and (card_id is null or card_id = app.subject_id() or app.letter_was_shown(card_id)));

-- Shows a letter within a session (by its secret): number and birth date, under the same guards as identification, whose
-- outcomes it answers; also 'session-over'. No session of that card stays open.
create function app.show_letter(
  number bytea, birth date, address bytea, secret bytea, at timestamptz, proved boolean,
  out outcome text, out retry_at timestamptz, out tries_left integer, out alarm boolean
) language plpgsql security definer set search_path = '' as $$
declare
  own record;
  passing constant uuid := app.uuid_v7();
  shown uuid;
begin
  select s.id, s.subject_id into own from app.resident_sessions s
  where s.tenant_id = app.tenant_id() and s.token_hash = secret and s.ended_at is null and s.expires_at > at;
  if not found then
    outcome := 'session-over';
    return;
  end if;
  select i.outcome, i.retry_at, i.tries_left, i.alarm into outcome, retry_at, tries_left, alarm
  from app.identify_resident(number, null, birth, address, passing, decode(replace(passing::text, '-', ''), 'hex'), at,
    proved) i;
  delete from app.resident_sessions s where s.tenant_id = app.tenant_id() and s.id = passing returning s.card_id into shown;
  if shown is not null then
    insert into app.shown_letters (tenant_id, session_id, subject_id, card_id, shown_at)
    values (app.tenant_id(), own.id, own.subject_id, shown, at)
    on conflict on constraint a_letter_is_shown_once_in_a_session do nothing;
  end if;
end $$;

-- The cards whose letters were shown in a session that is open: what a booking for them looks at, and no name.
create function app.letters_shown(secret bytea, at timestamptz)
returns table (card_id uuid, kind text, state text, venue_id uuid, birth_date date, shown_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select c.id, c.kind, c.state, c.venue_id, p.birth_date, l.shown_at
  from app.resident_sessions s
  join app.shown_letters l on l.tenant_id = s.tenant_id and l.session_id = s.id
  join app.cards c on c.tenant_id = l.tenant_id and c.id = l.card_id
  join app.card_people p on p.tenant_id = c.tenant_id and p.card_id = c.id
  where s.tenant_id = app.tenant_id() and s.token_hash = secret and s.ended_at is null and s.expires_at > at
  order by l.shown_at
$$;

-- Of the cards in the entered subject's own reservations: what their lists of papers are reckoned from, and no name.
create function app.cards_of_my_people()
returns table (reservation_id uuid, card_id uuid, state text, venue_id uuid, birth_date date, expires_on date)
language sql stable security definer set search_path = '' as $$
  select q.reservation_id, c.id, c.state, c.venue_id, p.birth_date, c.expires_on
  from app.reservation_people q
  join app.cards c on c.tenant_id = q.tenant_id and c.id = q.card_id
  join app.card_people p on p.tenant_id = c.tenant_id and p.card_id = c.id
  where q.tenant_id = app.tenant_id() and q.subject_id = app.subject_id()
$$;

-- Why a reservation's cards are not handed over at a venue at that time; null when all of them are. Also for a resident, who
-- does not see the cards of those who come along.
create function app.why_cards_may_not(reservation uuid, venue uuid, starts timestamptz, other_venue_from timestamptz)
returns text language sql stable security definer set search_path = '' as $$
  select app.why_venue_may_not(c.venue_id, venue, starts, other_venue_from) as why
  from app.reservation_people p
  join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
  where p.tenant_id = app.tenant_id() and p.reservation_id = reservation
  order by why nulls last limit 1
$$;

grant execute on function app.letter_was_shown(uuid), app.letters_shown(bytea, timestamptz), app.cards_of_my_people(),
  app.show_letter(bytea, date, bytea, bytea, timestamptz, boolean) to resident;
grant execute on function app.why_cards_may_not(uuid, uuid, timestamptz, timestamptz) to resident, staff, machine;

reset role;
