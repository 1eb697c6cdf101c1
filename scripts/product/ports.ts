import { createServer } from 'node:net'
import { PROGRAMS, type ProgramPorts } from './programs.ts'

const read = (name: string, usual: number) => {
  const port = Number(process.env[name] ?? usual)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Error(`環境変数 ${name} には 0 から 65535 までの番号を指定してください。`)
}

/** The ports of `npm start`; each can be moved by an environment variable of its name. */
export const usualPorts = () => ({
  programs: {
    booking: read('BOOKING_PORT', 8080),
    staff: read('STAFF_PORT', 8081),
    operator: read('OPERATOR_PORT', 8082),
    api: read('API_PORT', 8083),
  },
  supabase: {
    http: read('SUPABASE_PORT', 54321),
    postgres: read('POSTGRES_PORT', 54322),
    mailbox: read('MAILBOX_PORT', 54324),
    smtp: read('SMTP_PORT', 54325),
  },
})

const free = (port: number) =>
  new Promise<number | null>((settle) => {
    const server = createServer()
    server.once('error', () => settle(null))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const found = (server.address() as { port: number }).port
      server.close(() => settle(found))
    })
  })

/** Checks that the programs' ports are free (0: any). Throws a sentence with the variable that moves the taken one. */
export async function freeProgramPorts(asked: ProgramPorts): Promise<ProgramPorts> {
  const found = { ...asked }
  for (const program of PROGRAMS) {
    const port = await free(asked[program])
    const variable = `${program.toUpperCase()}_PORT`
    if (port === null) {
      throw new Error(
        `ポート ${asked[program]} は別のプログラムが使用中です。そのプログラムを終えるか、別の番号を指定してください（例: ${variable}=${asked[program] + 1000} npm start）。`,
      )
    }
    found[program] = port
  }
  return found
}
