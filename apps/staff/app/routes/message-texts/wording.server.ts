import { MESSAGE_KINDS, type MessageKind, mayWordMessages } from '@madoguchi/core/notices'
import type { Language } from '@madoguchi/core/tenancy'
import { data } from '@remix-run/node'
import { readWord } from '../../read-path.ts'
import type { OfficeContext } from '../../staff-context.ts'

/** The context of a page about the words of messages. To whom it is no part of the work, there is no such page: 404. */
export function wording(context: OfficeContext): OfficeContext {
  if (!mayWordMessages(context.staff.roles)) throw data(null, { status: 404 })
  return context
}

/** Which text an address names: `/message-texts/booked/ja`. Of a language that residents are not offered there is none. */
export function readWhich(
  params: { kind?: string | undefined; language?: string | undefined },
  { residentLanguages }: OfficeContext,
): { kind: MessageKind; language: Language } {
  const short = MESSAGE_KINDS.map((it) => it.replace('reservation.', ''))
  const kind = `reservation.${readWord(params.kind, short)}` as MessageKind
  return { kind, language: readWord(params.language, residentLanguages) }
}

export const pathOf = (kind: string, language: string) =>
  `/message-texts/${kind.replace('reservation.', '')}/${language}`
