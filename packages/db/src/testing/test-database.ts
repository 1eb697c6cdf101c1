import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import { connect, type Database, openDatabase } from '../database.ts'
import { addressFor, type Login } from '../migrate.ts'

/** The password of every login in a test cluster, which listens on loopback and is thrown away after the run. */
const testPassword = (login: Login) => `test-${login}`

export type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>

/**
 * A migrated database of this test file's own, cloned from the run's template. `owner` is the superuser, for arranging
 * and for looking behind the wall; `open(login)` is what a program would see.
 */
export async function openTestDatabase() {
  const superuser = inject('superuserUrl')
  const database = `test_${randomUUID().replaceAll('-', '')}`
  const maintenance = connect(superuser, { max: 1 })
  await maintenance`create database ${maintenance(database)} template ${maintenance(inject('templateDatabase'))}`
  const adminUrl = addressFor(superuser, { database })
  const owner = connect(adminUrl, { max: 4 })
  const opened: Database[] = []
  const urlFor = (login: Login) => addressFor(adminUrl, { login, password: testPassword(login) })

  return {
    owner,
    adminUrl,
    urlFor,
    open(login: Login, options?: Parameters<typeof openDatabase>[1]) {
      const db = openDatabase(urlFor(login), { max: 8, ...options })
      opened.push(db)
      return db
    },
    async close() {
      await Promise.all(opened.map((db) => db.close()))
      await owner.end()
      await leaving(maintenance, database)
      await maintenance`drop database if exists ${maintenance(database)} with (force)`
      await maintenance.end()
    },
  }
}

/** The queue's driver closes its connections behind our back: one that is cut off while it says goodbye would be an error. */
async function leaving(maintenance: ReturnType<typeof connect>, database: string) {
  for (let tries = 0; tries < 40; tries++) {
    const there = await maintenance`select 1 from pg_stat_activity where datname = ${database}`
    if (there.length === 0) return
    await wait(50)
  }
}
