import type { ArrivalProblem, ArrivalWarning } from '@madoguchi/core/issuance/arrivals'
import type { TFunction } from 'i18next'

/** What is wrong with a row, as a sentence: 「申請書ID：23桁の数字です。いま22桁あります。」 */
export function sayProblem(t: TFunction, it: ArrivalProblem | ArrivalWarning): string {
  const detail = 'detail' in it ? it.detail : {}
  const field = it.field === 'other' ? t('arrivals:problem.other', detail) : t(`arrivals:field.${it.field}`)
  return t('arrivals:problem.in', { field, problem: t(`arrivals:problem.${it.reason}`, detail) })
}
