-- Where a card lies has one answer for everybody: `cards.venue_id`. An arrival file says at first for which venue it is; from
-- then on its custody keeps it. The resident's pages, app.take_places, the telephone desk, the board and the counter all read
-- it, and the rush path reads no more than before. Room: issuance.

-- What was moved before this rule stands where it was put. As whoever migrates: no policy shows app_owner all municipalities.
with recursive place as (
  select p.tenant_id, p.id, p.venue_id from app.places p where p.venue_id is not null
  union all
  select p.tenant_id, p.id, up.venue_id from place up
  join app.places p on p.tenant_id = up.tenant_id and p.parent_id = up.id and p.venue_id is null
)
update app.cards c set venue_id = place.venue_id
from place where place.tenant_id = c.tenant_id and place.id = c.place_id and place.venue_id <> c.venue_id;

set role app_owner;

-- The venue of the place it is put in, however deep (tray in cabinet in venue). A place that belongs to none (a transit bag)
-- leaves the card at the venue it came from until it has arrived.
create function app.keep_card_venue() returns trigger language plpgsql as $$
begin
  new.venue_id := coalesce((
    with recursive up as (
      select p.parent_id, p.venue_id from app.places p where p.tenant_id = new.tenant_id and p.id = new.place_id
      union all
      select p.parent_id, p.venue_id from up
      join app.places p on p.tenant_id = new.tenant_id and p.id = up.parent_id
      where up.venue_id is null
    )
    select up.venue_id from up where up.venue_id is not null), new.venue_id);
  return new;
end $$;
create trigger a_card_lies_where_its_place_is before update of place_id on app.cards
  for each row when (new.place_id is not null) execute function app.keep_card_venue();
create trigger a_new_card_lies_where_its_place_is before insert on app.cards
  for each row when (new.place_id is not null) execute function app.keep_card_venue();

-- A cabinet that is carried to another venue takes along what is in it.
create function app.carry_cards_along() returns trigger language plpgsql as $$
begin
  with recursive down as (
    select new.id
    union
    select p.id from down join app.places p on p.tenant_id = new.tenant_id and p.parent_id = down.id
  )
  update app.cards c set place_id = c.place_id
  from down where c.tenant_id = new.tenant_id and c.place_id = down.id;
  return null;
end $$;
create trigger cards_go_with_their_place after update of venue_id, parent_id on app.places
  for each row when (row(new.venue_id, new.parent_id) is distinct from row(old.venue_id, old.parent_id))
  execute function app.carry_cards_along();

reset role;
