import { formatReservationNumber } from '@madoguchi/core/booking'
import type { Choice, Choices, Hit } from '@madoguchi/core/calendar-changes'
import { isUuid } from '@madoguchi/core/kernel'
import { procedureOf, textIn } from '@madoguchi/core/tenancy'
import type { OfficeContext } from '../../staff-context.ts'
import { briefly } from '../../visit-view.server.ts'
import { nameIn } from './exception-view.server.ts'

/** A field of the form names the reservation and the version in which it was seen; its value what was chosen. */
const fieldOf = ({ id, version }: Pick<Hit, 'id' | 'version'>) => `d.${id}.${version}`
const moveValue = ({ toSlots }: { toSlots: readonly string[] }) => `move ${toSlots.join('+')}`

/** A reservation that a change meets, with what can be chosen for it. `chosen` is what is chosen to begin with. */
export function hitView(hit: Hit, { policy, settings, t }: OfficeContext, all: string | null) {
  const [nearest] = hit.proposals
  const chosen = { keep: 'keep', cancel: 'cancel', move: nearest ? moveValue(nearest) : '' }[all ?? ''] ?? ''
  return {
    field: fieldOf(hit),
    id: hit.id,
    number: formatReservationNumber(hit.number),
    when: briefly(hit.startsAt),
    venue: nameIn(settings.venues, hit.venue),
    name: hit.name,
    others: hit.people - 1,
    procedure: hit.procedures
      .map((code) => {
        const procedure = procedureOf(policy, code)
        return procedure ? textIn(procedure.name, 'ja') : code
      })
      .join('、'),
    contact: hit.mail ? 'mail' : hit.telephone ? 'telephone' : 'none',
    options: [
      { value: 'keep', label: t('calendar:decide.keep') },
      ...hit.proposals.map((it) => ({
        value: moveValue(it),
        label: t('calendar:decide.move', {
          when: briefly(it.startsAt),
          venue: nameIn(settings.venues, it.venue),
        }),
      })),
      { value: 'cancel', label: t('calendar:decide.cancel') },
    ],
    chosen,
  }
}
export type HitView = ReturnType<typeof hitView>

/** What an officer chose, as the form says it; and the same as it was typed, to be shown again. */
export function readChoices(form: FormData): { choices: Choices; typed: Record<string, string> } {
  const choices = new Map<string, Choice>()
  const typed: Record<string, string> = {}
  for (const [field, value] of form) {
    const [mark, id, version] = field.split('.')
    if (mark !== 'd' || !isUuid(id) || !/^\d{1,6}$/.test(version ?? '')) continue
    typed[field] = String(value)
    choices.set(id, { version: Number(version), decision: readDecision(String(value)) })
  }
  return { choices, typed }
}

function readDecision(value: string): Choice['decision'] {
  if (value === 'keep' || value === 'cancel') return { decision: value }
  const slots = /^move (.+)$/.exec(value)?.[1]?.split('+') ?? []
  return slots.length > 0 && slots.every(isUuid) ? { decision: 'move', toSlots: slots } : null
}
