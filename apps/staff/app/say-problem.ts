import type { ArrivalProblem, ArrivalWarning } from '@madoguchi/core/issuance/arrivals'
import type { TFunction } from 'i18next'

/** What is wrong with a row, as a sentence: 「住所：個人番号らしい12桁の数字があります」. */
export const sayProblem = (t: TFunction) => (it: ArrivalProblem | ArrivalWarning) => {
  const detail = 'detail' in it ? it.detail : {}
  return t('staff:arrival-problem.in', {
    field: it.field === 'other' ? String(detail.column ?? '') : t(`staff:arrival-field.${it.field}`),
    problem: t(`staff:arrival-problem.${it.reason}`, detail),
  })
}
