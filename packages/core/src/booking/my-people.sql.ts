import type { Tx } from '@madoguchi/db'
import type { PlainDate } from '../calendar.ts'
import type { Coming } from './coming-rules.ts'

/** One of the people of a resident's own reservation. `name` is what was typed; of a card's owner none is told. */
export type MyPerson = {
  id: string
  name: string | null
  /** What they do, the first thing first. */
  procedures: string[]
  /** They come for a card. */
  pickup: boolean
  birthDate: PlainDate | null
  expiresOn: PlainDate | null
  coming: Coming
}

export const peopleOfMine = (tx: Tx, tenantId: string, id: string) => tx<MyPerson[]>`
  select p.id, coalesce(p.name, p.kana) as name, p.procedure_code || p.more_procedures as procedures,
    p.card_id is not null as pickup, coalesce(c.birth_date, p.birth_date) as birth_date, c.expires_on, app.coming_of(p) as coming
  from app.reservation_people p
  left join app.cards_of_my_people() c on c.reservation_id = p.reservation_id and c.card_id = p.card_id
  where p.tenant_id = ${tenantId} and p.reservation_id = ${id}
  order by p.position`
