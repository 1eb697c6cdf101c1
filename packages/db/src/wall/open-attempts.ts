import type { Database } from '../index.ts'
import type { TestDatabase } from '../testing/index.ts'
import { LOGIN_OF, type ProgramRole, type Role } from './roles.ts'

export type Who = { role: Role; tenantId: string; subjectId: string | null }

/** What became of one try. `refused` says who refused: the grant, row security, or the SQLSTATE of something else. */
export type Outcome =
  | { refused: null; count: number; keys: string[] }
  | { refused: 'privilege' | 'row security' | (string & {}) }

export type Attempts = ReturnType<typeof openAttempts>

/** Tries statements as a role would: through its real login and the one door, and rolls each back. */
export function openAttempts(test: TestDatabase) {
  const opened = new Map<ProgramRole, Database>()
  const databaseOf = (role: ProgramRole) => {
    if (!opened.has(role)) opened.set(role, test.open(LOGIN_OF[role], { max: 2 }))
    return opened.get(role)!
  }

  return async ({ role, tenantId, subjectId }: Who, statement: string, values: (string | null)[] = []) => {
    const undone = new Error('undone')
    let outcome: Outcome = { refused: 'nothing was answered' }
    try {
      if (role === 'app_owner') {
        await test.owner.begin(async (tx) => {
          await tx`select app.enter('app_owner', ${tenantId}, ${subjectId})`
          outcome = answerOf(await tx.unsafe<{ key?: string }[]>(statement, values))
          throw undone
        })
      } else {
        await databaseOf(role).as({ role, tenantId, subjectId }, async (tx) => {
          outcome = answerOf(await tx.unsafe<{ key?: string }[]>(statement, values))
          throw undone
        })
      }
    } catch (error) {
      if (error !== undone) outcome = { refused: refusalOf(error) }
    }
    return outcome as Outcome
  }
}

const answerOf = (rows: { key?: string }[] & { count: number }): Outcome => ({
  refused: null,
  count: rows.count,
  keys: rows.map((row) => row.key ?? ''),
})

function refusalOf(error: unknown): string {
  const { code, message } = error as { code?: string; message: string }
  if (code === '42501') return /row-level security/.test(message) ? 'row security' : 'privilege'
  if (!code || !/^[0-9A-Z]{5}$/.test(code)) throw error
  return `${code} ${message}`
}
