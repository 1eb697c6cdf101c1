import { OpenAPIHono } from '@hono/zod-openapi'
import { dateAt } from '@madoguchi/core/calendar'
import type { LaneId } from '@madoguchi/core/kernel'
import {
  aheadOf,
  callsSince,
  checkInAtDevice,
  lanesReceiving,
  numberingOf,
  type Queues,
  rangeOf,
  takeAtDevice,
  ticketToken,
  waitOf,
} from '@madoguchi/core/queue'
import { policyAsOf, type SettingsInMemory, type Tenant } from '@madoguchi/core/tenancy'
import type { Database } from '@madoguchi/db'
import type { Languages } from '@madoguchi/i18n'
import { type Machine, type MachineEnv, machineKey, requestIdOf } from './machine-key.ts'
import { callsRoute, queueRoute, takeTicketRoute } from './machine-shapes.ts'
import { problem } from './problem.ts'

export type MachinePorts = {
  db: Database
  settings: SettingsInMemory
  queues: Queues
  languages: Languages
  pepper: string
  tenantOf: (slug: string) => Tenant | null
  /** Where a municipality's residents are met: scheme, host, port. */
  bookingOrigin: (tenant: Tenant) => string | null
  now: () => Date
}

/** 発券機: what machines in an office may ask, as its own document says (`/v1/openapi.json`, made from this code). */
export function ticketMachines(ports: MachinePorts) {
  const { db, settings, queues, now } = ports
  const t = ports.languages.t('ja', 'queue')
  const app = new OpenAPIHono<MachineEnv>({
    defaultHook: (result, c) =>
      result.success
        ? undefined
        : problem(c, {
            status: 422,
            code: 'invalid-request',
            detail: `内容が正しくありません：${result.error.issues.map((it) => it.path.join('.') || 'body').join('、')}`,
          }),
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'machineKey', { type: 'http', scheme: 'bearer' })
  app.doc31('/v1/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: '窓口 発券機 API',
      version: '1',
      description: '発券機が番号札を出し、待ちと呼出を読みます。',
    },
  })
  app.use('/v1/tickets', machineKey(ports))
  app.use('/v1/queue', machineKey(ports))
  app.use('/v1/calls', machineKey(ports))

  /** The rules of the machine's municipality, and where the machine stands. */
  async function here({ tenant, device }: Machine) {
    const { policies, lanes, venues, national } = await settings.of(tenant.id)
    const venue = venues.find((it) => it.id === device.venueId)
    if (!venue) throw new Error('a device without a venue')
    const policy = policyAsOf(policies, now()).document
    return { policy, lanes, venue, receiving: lanesReceiving(policy, national, venue.code, now()) }
  }

  app.openapi(takeTicketRoute, async (c) => {
    const { machine } = c.var
    const { policy, lanes, receiving } = await here(machine)
    const asked = c.req.valid('json')
    const requestId = requestIdOf(machine.device.id, c.req.valid('header')['idempotency-key'])
    const ask = { key: machine.key, requestId, numbering: numberingOf(policy, lanes) }
    const lane =
      'lane' in asked ? lanes.find((it) => it.code === asked.lane && receiving.includes(it.code)) : null
    const given =
      'reservationNumber' in asked
        ? await checkInAtDevice(db, machine.actor, { ...ask, typed: asked.reservationNumber }, now())
        : lane
          ? await takeAtDevice(db, machine.actor, { ...ask, laneId: lane.id as LaneId }, now())
          : ({ ok: false, reason: 'no-such-lane' } as const)
    if (!given.ok)
      return problem(c, {
        status: 409,
        code: given.reason,
        detail: t(`kiosk.refused.${given.reason}`, { venue: '' }),
      }) as never

    const { tickets } = await queues.fresh(machine.tenant.id, machine.device.venueId)
    const ticket = tickets.find((it) => it.id === given.value.id)
    const ahead = aheadOf(tickets, given.value.id)
    const origin = ports.bookingOrigin(machine.tenant)
    const token = ticketToken(ports.pepper, machine.tenant.id, given.value.id)
    return c.json(
      {
        id: given.value.id,
        number: given.value.label,
        lane: lanes.find((it) => it.id === ticket?.laneId)?.code ?? '',
        ahead,
        waitMinutes: ticket && ahead !== null ? rangeOf(tickets, ticket.laneId, ahead, now()) : null,
        placeUrl: origin && `${origin}/queue/${token}`,
      },
      201,
    )
  })

  app.openapi(queueRoute, async (c) => {
    const { machine } = c.var
    const { policy, lanes, venue, receiving } = await here(machine)
    const { tickets, asOf } = await queues.at(machine.tenant.id, machine.device.venueId)
    const shown = policy.lanes.flatMap(({ code, name }) => {
      const lane = lanes.find((it) => it.code === code)
      if (!lane) return []
      const { waiting, range } = waitOf(tickets, lane.id, now())
      return [{ code, name: name.ja, receiving: receiving.includes(code), waiting, waitMinutes: range }]
    })
    return c.json({ venue: venue.code, asOf: asOf.toISOString(), lanes: shown }, 200)
  })

  app.openapi(callsRoute, async (c) => {
    const { machine } = c.var
    const after = c.req.valid('query').after ?? null
    const at = { venueId: machine.device.venueId, day: dateAt(now()), after }
    const calls = await callsSince(db, machine.actor, at, now())
    return c.json({ calls: calls.map((it) => ({ ...it, at: it.at.toISOString() })) }, 200)
  })

  return app
}
