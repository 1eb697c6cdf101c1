import type { ArrivalProblem, ArrivalWarning } from '@madoguchi/core/issuance/arrivals'
import type { TFunction } from 'i18next'

type Problem = ArrivalProblem | ArrivalWarning

const detailOf = (it: Problem) => ('detail' in it ? it.detail : {})

/** What is wrong, beside its field: 「23桁の数字です。いま22桁あります。」 */
export const sayReason = (t: TFunction, it: Problem): string =>
  t(`arrivals:problem.${it.reason}`, detailOf(it))

/** What is wrong with a row, where its fields are not seen: 「申請書ID：23桁の数字です。いま22桁あります。」 */
export function sayProblem(t: TFunction, it: Problem): string {
  const field =
    it.field === 'other' ? t('arrivals:problem.other', detailOf(it)) : t(`arrivals:field.${it.field}`)
  return t('arrivals:problem.in', { field, problem: sayReason(t, it) })
}
