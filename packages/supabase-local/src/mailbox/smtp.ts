import { SMTPServer } from 'smtp-server'
import type { Mails } from './mails.ts'

const LARGEST = 25 * 1024 * 1024

/** A real SMTP server on 127.0.0.1 that keeps every mail and passes none on. */
export function listenSmtp(port: number, mails: Mails): Promise<{ stop(): Promise<void> }> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (stream.sizeExceeded)
          return done(Object.assign(new Error('Message too large'), { responseCode: 552 }))
        const to = session.envelope.rcptTo.map(({ address }) => address)
        mails.add(Buffer.concat(chunks), to).then(() => done(), done)
      })
    },
  })
  // A client that hangs up in the middle of a conversation is no reason to end the program.
  server.on('error', () => {})
  return new Promise((settle, fail) => {
    server.server.once('error', fail)
    server.listen(port, '127.0.0.1', () =>
      settle({ stop: () => new Promise((done) => server.close(() => done())) }),
    )
  })
}
