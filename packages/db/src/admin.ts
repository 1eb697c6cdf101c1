import { connect } from './database.ts'

export type Admin = ReturnType<typeof openAdmin>

/**
 * The migration login's connection: loads municipalities and their people, and nothing that answers a web request.
 * Not bound by row security: every statement through it names its tenant.
 */
export const openAdmin = (url: string) =>
  connect(url, { max: 2, connection: { application_name: 'madoguchi-admin' } })
