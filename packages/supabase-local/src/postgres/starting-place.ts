import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach } from 'vitest'
import { type PostgresOptions, type RunningPostgres, startPostgres } from './start-postgres.ts'

/** A folder of its own for each test of the file; whatever was started in it is stopped and removed afterwards. */
export function startingPlace() {
  const place = { folder: '', dataDir: '', said: [] as string[] }
  let running: RunningPostgres[] = []

  beforeEach(() => {
    place.folder = mkdtempSync(join(tmpdir(), 'madoguchi-start-'))
    place.dataDir = join(place.folder, 'postgres')
    place.said = []
    running = []
  })
  afterEach(async () => {
    for (const server of running) await server.stop()
    rmSync(place.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  })

  return {
    place,
    start: async (over: Partial<PostgresOptions> = {}) => {
      const onProgress = (sentence: string) => place.said.push(sentence)
      const usual = { dataDir: place.dataDir, port: 0, settings: { fsync: 'off' }, onProgress }
      const server = await startPostgres({ ...usual, ...over })
      running.push(server)
      return server
    },
    /** The process of the server that runs in the test's data folder. */
    pidOf: () => Number(readFileSync(join(place.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]),
  }
}

/** Asks once, over a connection of its own. */
export async function query(url: string, text: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  return sql.unsafe(text).finally(() => sql.end())
}
