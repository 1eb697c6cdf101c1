import { type CounterVisit, STAYS } from '@madoguchi/core/issuance'
import { isUuid } from '@madoguchi/core/kernel'

/** The cards at the counter, when there are several: each is asked about by itself. */
export function severalCards(visit: CounterVisit) {
  const here = visit.cards.filter((it) => it.state === 'at_counter')
  return here.length > 1 ? here.map(({ id, name }) => ({ id, name })) : []
}

/** What was chosen for each card, and why those that stay do; null where nothing was asked card by card. */
export function readHandOver(form: FormData) {
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith('card-') && isUuid(name.slice(5)) ? [[name.slice(5), String(value).slice(0, 40)]] : [],
    ),
  )
  if (!form.has('each')) return null
  const leftReason = String(form.get('leftReason') ?? '').slice(0, 40) || null
  return {
    receivers: new Map(Object.entries(typed)),
    leftReason,
    typed: { ...typed, ...(leftReason && Object.values(typed).includes(STAYS) && { leftReason }) } as Record<
      string,
      string
    >,
  }
}
