import type { HolidayImportView, HolidayPlan } from '@madoguchi/core/national'
import { formatDate } from '@madoguchi/i18n'
import type { OperatorContext } from '../../operator-context.ts'
import { countIn, metIn } from './stop-words.ts'

type T = OperatorContext['t']
type Day = { day: string; date: string; name: string }

/** An upload as its page shows it, in sentences and lists. */
export function importView(t: T, it: HolidayImportView) {
  const { plan, problems, changes, approvedAt } = it
  const signed = (who: string, when: Date) =>
    t('national:stops.signed', { who, when: formatDate('ja', when, { weekday: false }) })
  const diff = plan && diffView(t, plan)
  return {
    uploaded: `${it.fileName} ${signed(it.uploadedBy, it.uploadedAt)}`,
    approved:
      approvedAt && changes
        ? t('national:import.is-approved-body', {
            who: it.approvedBy ?? '',
            when: formatDate('ja', approvedAt, { weekday: false }),
            added: changes.added,
            removed: changes.removed,
            renamed: changes.renamed,
          })
        : null,
    badLines: problems.map(({ line, text, problem }) => ({
      line,
      text,
      reason: t(`national:import.problems.${problem}`),
    })),
    diff,
    approval: plan && diff && problems.length === 0 && !diff.nothing ? approvalOf(plan) : null,
  }
}

function diffView(t: T, { diff, met }: HolidayPlan) {
  const { from, until, newYears, added, removed, renamed } = diff
  const dated = <It extends { day: string; name: string }>(all: readonly It[]): (It & Day)[] =>
    all.map((it) => ({ ...it, date: formatDate('ja', it.day) }))
  const touched = added.length + removed.length + renamed.length
  return {
    years: t(from === until ? 'national:import.years-one' : 'national:import.years-span', { from, until }),
    newYears:
      newYears.map((year) => t('national:import.year', { year })).join(t('national:import.and')) ||
      t('national:import.none'),
    touched,
    nothing: touched + newYears.length === 0,
    added: dated(added).map((it) => ({
      ...it,
      met: metIn(t, met.find(({ day }) => day === it.day)?.tenants ?? []),
    })),
    removed: dated(removed),
    renamed: dated(renamed),
  }
}

const approvalOf = ({ seen, diff, met }: HolidayPlan) => ({
  seen,
  added: diff.added.length,
  removed: diff.removed.length,
  metDays: met.length,
  met: met.reduce((sum, it) => sum + countIn(it.tenants), 0),
})

export type ImportPageView = ReturnType<typeof importView>
