import { v7 } from 'uuid'
import { factoryOf } from './factory.ts'
import { residentSessions } from './identity.ts'
import { cards } from './issuance.ts'

type ShownLetterRow = { id: string; sessionId: string; subjectId: string; cardId: string; shownAt: Date }

/** The letter of somebody else's card, shown in a session of one's own. */
export const shownLetters = factoryOf<ShownLetterRow>('shown_letters', async (owner, tenantId, over) => {
  const subjectId = over.subjectId ?? v7()
  return {
    id: v7(),
    sessionId: over.sessionId ?? (await residentSessions(owner, tenantId, { subjectId })).id,
    subjectId,
    cardId: over.cardId ?? (await cards(owner, tenantId)).id,
    shownAt: new Date(),
  }
})
