import type { Actor, Database } from '@madoguchi/db'
import { type MyPerson, peopleOfMine } from './my-people.sql.ts'

/** Who comes with the entered resident's own reservation, in their order; empty when it is not theirs. */
export const myPeople = (db: Database, actor: Actor, id: string): Promise<MyPerson[]> =>
  db.as(actor, async (tx) => [...(await peopleOfMine(tx, actor.tenantId, id))])
