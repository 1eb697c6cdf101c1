import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recountPlaces } from './recount-places.ts'
import { type Family, openFamily, stranger, withCard } from './testing/open-family.ts'
import { now } from './testing/open-town.ts'

const done = { ok: true, value: true }
const no = (reason: string) => ({ ok: false, reason })

let family: Family
let row: Family
let town: Family['town']

beforeAll(async () => {
  ;[family, row] = await Promise.all([openFamily('parallel'), openFamily('consecutive')])
  town = family.town
})
afterAll(async () => {
  for (const it of [family, row]) {
    expect(await recountPlaces(it.town.open('web_api'), it.town.tenantId as never, now)).toEqual([])
    await it.town.close()
  }
})

describe(`somebody who joins a reservation ${req('2.C.2')}`, () => {
  it('has a place beside the others, and the message tells of it', async () => {
    const [slot] = await family.row(3)
    const it = await family.booked(slot as never)
    expect(await family.people(it, stranger('P09'))).toEqual(done)
    expect(await family.people(it, stranger('P11'))).toEqual(done)
    expect(await family.stands(it.id)).toMatchObject({
      people: ['P09', 'P09', 'P11'],
      held: [[slot, 3]],
      ...{ places: 3, minutes: 20, version: 3 },
    })
    expect(await town.topics(it.id)).toEqual([
      'reservation.booked',
      'reservation.changed',
      'reservation.changed',
    ])
  })

  it('comes after the others where people are received one after another', async () => {
    const [a, b, c] = await row.row(1, 1, 1)
    const it = await row.booked(a as never)
    expect(await row.people(it, stranger('P09', 'P11'))).toEqual(done)
    expect(await row.stands(it.id)).toMatchObject({ people: ['P09', 'P09+P11'], minutes: 60 })
    expect((await row.stands(it.id)).held).toEqual([
      [a, 1],
      [b, 1],
      [c, 1],
    ])
  })

  it('is refused when there is no place for all, and then nothing has changed', async () => {
    const [slot] = await family.row(2)
    const it = await family.booked(slot as never)
    await family.people(it, stranger('P09'))
    const before = await family.stands(it.id)
    expect(await family.people(it, stranger('P09'))).toEqual(no('full'))
    expect(await family.stands(it.id)).toEqual(before)
    expect(await family.people(it, stranger('P01'))).toEqual(no('letter-needed'))
    const [last] = await row.row(1)
    expect(await row.people(await row.booked(last as never), stranger('P09'))).toEqual(no('full'))
  })

  it('may bring everybody to another time at which there is room for all', async () => {
    const [small, large] = await family.row(1, 2)
    const it = await family.booked(small as never)
    expect(await family.people(it, stranger('P09'), large)).toEqual(done)
    expect((await family.stands(it.id)).held).toEqual([[large, 2]])
    expect(await town.count(small as never)).toEqual({ taken: 0, held: 0 })
  })

  it('takes nobody else’s reservation, and none that is over', async () => {
    const [slot] = await family.row(4)
    const it = await family.booked(slot as never)
    const other = await family.booked(slot as never)
    expect(await family.people({ ...other, id: it.id }, stranger('P09'))).toEqual(no('not-found'))
    const later = new Date('2027-01-01T00:00:00+09:00')
    expect(await family.people(it, stranger('P09'), undefined, later)).toEqual(no('too-late'))
    await family.cancel(it)
    expect(await family.people(it, stranger('P09'))).toEqual(no('too-late'))
  })
})

describe(`a card that comes along ${req('2.C.2')}`, () => {
  it('does so once its letter was shown in this session', async () => {
    const [slot] = await family.row(4)
    const it = await family.booked(slot as never, await town.cardOwner())
    const letter = await family.letter()
    expect(await family.people(it, withCard(letter.cardId))).toEqual(no('letter-needed'))
    expect(await family.show(it.visitor, { ...letter, birthDate: '2015-04-02' })).toMatchObject(
      no('not-found'),
    )
    expect(await family.show(it.visitor, letter)).toEqual(done)
    expect(await family.people(it, withCard(letter.cardId))).toEqual(done)
    expect(await family.people(it, withCard(letter.cardId))).toEqual(no('already-booked'))
    expect(await family.stands(it.id)).toMatchObject({ people: ['P01', 'P01'], held: [[slot, 2]] })
  })

  it('is not known in another session, nor when this one is over', async () => {
    const [slot] = await family.row(4)
    const it = await family.booked(slot as never, await town.cardOwner())
    const letter = await family.letter()
    await family.show(it.visitor, letter)
    const late = new Date(now.getTime() + 3 * 3_600_000)
    expect(await family.show(it.visitor, letter, late)).toEqual(no('session-over'))
    expect(await family.people(it, withCard(letter.cardId), undefined, late)).toEqual(no('letter-needed'))
    const other = await family.booked(slot as never)
    expect(await family.people(other, withCard(letter.cardId))).toEqual(no('letter-needed'))
  })

  it('stays at home while it is not ready, and is in one reservation at a time', async () => {
    const [slot] = await family.row(4)
    const one = await family.booked(slot as never)
    const two = await family.booked(slot as never)
    const early = await family.letter('shipped')
    await family.show(one.visitor, early)
    expect(await family.people(one, withCard(early.cardId))).toEqual(no('card-not-ready'))

    const letter = await family.letter()
    await family.show(one.visitor, letter)
    await family.show(two.visitor, letter)
    const answers = await Promise.all([
      family.people(one, withCard(letter.cardId)),
      family.people(two, withCard(letter.cardId)),
    ])
    expect(answers.filter((it) => it.ok)).toHaveLength(1)
    expect(answers.find((it) => !it.ok)).toEqual(no('already-booked'))
    const held = [...(await family.stands(one.id)).held, ...(await family.stands(two.id)).held]
    expect(held.map((it) => it[1]).toSorted()).toEqual([1, 2])
  })
})

describe(`somebody who leaves, or has other things to do ${req('2.C.2')}`, () => {
  it('gives their place back, and whoever booked stays', async () => {
    const [slot] = await family.row(3)
    const it = await family.booked(slot as never)
    await family.people(it, stranger('P09'))
    await family.people(it, stranger('P11'))
    const { ids } = await family.stands(it.id)
    expect(await family.people(it, { act: 'remove', personId: ids[1] as string })).toEqual(done)
    expect(await family.people(it, { act: 'remove', personId: ids[0] as string })).toEqual(no('first-stays'))
    expect(await family.stands(it.id)).toMatchObject({ people: ['P09', 'P11'], held: [[slot, 2]] })
    expect(await town.count(slot as never)).toEqual({ taken: 2, held: 2 })
    expect(await town.topics(it.id)).toContain('places.freed')
  })

  it('keeps a place longer with more to do, and not with less', async () => {
    const [a, b] = await family.row(2, 2)
    const it = await family.booked(a as never)
    const [me] = (await family.stands(it.id)).ids
    await family.people(it, stranger('P09'))
    const change = { act: 'procedures' as const, personId: me as string }
    expect(await family.people(it, { ...change, procedures: ['P09', 'P11'] })).toEqual(done)
    expect(await family.stands(it.id)).toMatchObject({
      held: [
        [a, 2],
        [b, 1],
      ],
      minutes: 40,
      places: 2,
    })
    expect(await family.people(it, { ...change, procedures: ['P11', 'P09'] })).toEqual(done)
    expect(await family.people(it, { ...change, procedures: ['P09'] })).toEqual(done)
    expect(await family.stands(it.id)).toMatchObject({ people: ['P09', 'P09'], held: [[a, 2]], minutes: 20 })
  })
})

describe(`several people who come at another time ${req('2.C.2')}`, () => {
  it('all move, or all stay', async () => {
    const [a, b, c] = await family.row(2, 2, 1)
    const it = await family.booked(a as never)
    await family.people(it, stranger('P09'))
    expect(await family.change(it, b as never)).toEqual(done)
    expect((await family.stands(it.id)).held).toEqual([[b, 2]])
    expect(await family.change(it, c as never)).toEqual(no('full'))
    expect(await family.changeFor(it.id, c as never)).toEqual(no('full'))
    expect((await family.stands(it.id)).held).toEqual([[b, 2]])
    expect(await family.changeFor(it.id, a as never)).toEqual(done)
    expect((await family.stands(it.id)).held).toEqual([[a, 2]])
    for (const [slot, taken] of [
      [b, 0],
      [c, 0],
    ] as const)
      expect((await town.count(slot as never)).held).toBe(taken)
  })

  it('free every place when they cancel', async () => {
    const [a, b] = await row.row(1, 1)
    const it = await row.booked(a as never)
    await row.people(it, stranger('P09'))
    expect(await row.cancel(it)).toEqual(done)
    for (const slot of [a, b]) expect(await row.town.count(slot as never)).toEqual({ taken: 0, held: 0 })
  })
})

describe(`the office, for whoever rings or stands at the counter ${req('2.F.2')}`, () => {
  it('adds and takes out people as they ask, with places of its own channel', async () => {
    const [slot] = await family.row(3)
    const it = await family.booked(slot as never)
    const { cardId } = await family.letter()
    expect(await family.peopleFor(it.id, withCard(cardId, 'P01', 'P11'))).toEqual(no('full'))
    expect(await family.peopleFor(it.id, withCard(cardId))).toEqual(done)
    expect(await family.stands(it.id)).toMatchObject({ people: ['P09', 'P01'], held: [[slot, 2]] })
    const [events] = await town.owner<{ act: string }[]>`
      select act from app.reservation_events where reservation_id = ${it.id}`
    expect(events).toMatchObject({ act: 'people' })
    const child = (await family.stands(it.id)).ids[1] as string
    // What the telephone took goes back when the resident says so themselves.
    expect(await family.people(it, { act: 'remove', personId: child })).toEqual(done)
    expect(await town.count(slot as never)).toEqual({ taken: 1, held: 1 })
  })

  it('also when they are here already, and not once they are being served', async () => {
    const [slot] = await family.row(3)
    const it = await family.booked(slot as never)
    const state = (to: string) => town.owner`update app.reservations set state = ${to} where id = ${it.id}`
    await state('checked_in')
    expect(await family.peopleFor(it.id, stranger('P09'), { channel: 'counter' })).toEqual(done)
    await state('serving')
    expect(await family.peopleFor(it.id, stranger('P09'))).toEqual(no('too-late'))
  })
})

describe(`families that change at the same moment ${req('1.F.9')}`, () => {
  it('never hold more than there is, and nobody waits in a ring', async () => {
    const deadlocks = await town.deadlocksWhile(async () => {
      for (let round = 0; round < 8; round++) {
        const [a, b] = await family.row(4, 4)
        const ann = await family.booked(a as never)
        const bob = await family.booked(b as never)
        await Promise.all([
          family.people(ann, stranger('P09', 'P11')),
          family.people(ann, stranger('P09')),
          family.people(bob, stranger('P09')),
          family.change(ann, b as never),
          family.change(bob, a as never),
          family.peopleFor(bob.id, stranger('P11')),
        ])
        for (const it of [ann, bob]) {
          const { people, held } = await family.stands(it.id)
          expect(held.length).toBeGreaterThan(0)
          expect(held[0]?.[1]).toBe(people.length)
        }
      }
    })
    expect(deadlocks).toBe(0)
  })
})
