import type { HeldLetter, Opening, WaitingImport } from '@madoguchi/core/issuance/letters'
import { formatDateTime } from '@madoguchi/i18n/format'

const briefly = (at: Date) => formatDateTime('ja', at, { length: 'short' })

/** Letters that wait, in the words of the list. */
export const waitingView = (it: WaitingImport) => ({
  id: it.id,
  fileName: it.fileName,
  committed: it.committedAt && briefly(it.committedAt),
  waiting: it.waiting,
})
export type WaitingView = ReturnType<typeof waitingView>

/** A letter that is held, in the words of the list. */
export const heldView = ({ cardId, name, kana, fileName, held }: HeldLetter) => ({
  cardId,
  name,
  kana,
  fileName,
  held,
})
export type HeldView = ReturnType<typeof heldView>

/** An opening in the words of the list; `name` is how an address calls it: the moment and who. */
export const openingView = (it: Opening) => ({
  name: new URLSearchParams({ at: String(it.openedAt.getTime()), by: it.staffId }).toString(),
  at: briefly(it.openedAt),
  by: it.by,
  fileName: it.fileName,
  letters: it.letters,
  live: it.live,
})
export type OpeningView = ReturnType<typeof openingView>
