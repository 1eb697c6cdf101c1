import {
  COMERS,
  type Coming,
  type PapersRefusal,
  PROXY_REASONS,
  papersFor,
  usualComing,
} from '@madoguchi/core/booking'
import type { PlainDate } from '@madoguchi/core/calendar'
import type { Policy, Procedure } from '@madoguchi/core/tenancy'
import type { Draft } from './draft.ts'

/**
 * Who comes, from the fields of the page 窓口に来る方: `comer`, `reason`, `on-record`, `notice`, `changed`. What was not
 * asked or not answered is as usual; what the answer to another question makes idle is left out.
 */
export function readComing(form: URLSearchParams, { papers }: Pick<Procedure, 'papers'>): Coming {
  const comer = COMERS.find((it) => it === form.get('comer')) ?? 'self'
  const isPickup = papers === 'pickup'
  const isGuardian = comer === 'with-guardian' || comer === 'guardian-alone'
  return {
    comer,
    reason:
      isPickup && comer === 'proxy' ? (PROXY_REASONS.find((it) => it === form.get('reason')) ?? null) : null,
    hasNotice: isPickup ? form.get('notice') !== 'no' : null,
    changedSinceApplication: isPickup && form.get('changed') === 'yes',
    guardianIsOnRecord: isGuardian && form.get('on-record') === 'yes',
  }
}

/** The answer that a page begins with: what was answered before, else the usual of somebody born then. */
export function comingToShow(
  typed: Partial<Record<string, string>>,
  procedure: Procedure,
  birthDate: PlainDate | null,
  on: PlainDate,
): Coming {
  const usual = usualComing(procedure, birthDate, on)
  return typed.comer ? readComing(new URLSearchParams(typed as Record<string, string>), procedure) : usual
}

/** Why nobody can come like this, if so, and the field that it is about. */
export function whyNot(
  coming: Coming,
  procedure: Procedure,
  { birthDate, on }: { birthDate: PlainDate | null; on: PlainDate },
  { papers }: Policy,
): { field: string; reason: PapersRefusal } | null {
  const answer = papersFor(procedure.papers, { ...coming, birthDate, on }, papers)
  return answer.ok ? null : { field: FIELD_OF[answer.reason], reason: answer.reason }
}

/** What was said about who comes for this procedure, as far as one can come like that; null: it is to be asked. */
export function comingSaid(
  draft: Draft | null,
  { procedure, birthDate, on }: { procedure: Procedure; birthDate: PlainDate | null; on: PlainDate },
  policy: Policy,
): Coming | null {
  if (draft?.procedure !== procedure.code || draft.typed.comer === undefined) return null
  const coming = readComing(new URLSearchParams(draft.typed), procedure)
  return whyNot(coming, procedure, { birthDate, on }, policy) ? null : coming
}

const FIELD_OF: Record<PapersRefusal, string> = {
  'notice-needed': 'notice',
  'guardian-needed': 'comer',
  'person-needed': 'comer',
  'reason-needed': 'reason',
}
