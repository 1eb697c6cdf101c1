import type { LaneCalendar } from '@madoguchi/core/availability'
import type { WaitingList } from '@madoguchi/core/booking'
import type { Resident } from '@madoguchi/core/identity'
import type { VenueId } from '@madoguchi/core/kernel'
import type { OpenedBy, QueueNow, Ticket } from '@madoguchi/core/queue'
import type { Policy, PolicyVersion, Tenant, TenantSettings } from '@madoguchi/core/tenancy'
import type { Actor, Database } from '@madoguchi/db'
import type { Language } from '@madoguchi/i18n'
import type { ActionFunctionArgs } from '@remix-run/node'
import { createContext, useContext } from 'react'
import type { Draft } from '../book/draft.ts'
import type { HeldPlace, Refusal } from '../book/hold.tsx'
import type { WrongFields } from '../book/read-visitor.ts'
import type { ProofPurpose, WaitingRoom } from '../work/waiting.ts'

/** `t('card.title')`; `facts` fill in what is between braces. Words of the room `booking`, `common:` for the others. */
export type Words = (key: string, facts?: Record<string, string | number>) => string

/** What a page of this program is made from: given to loaders and actions by Remix, to components by `usePage`. */
export type Page = {
  now: Date
  /** What to quote on the telephone when something is broken. */
  requestId: string
  tenant: Tenant
  settings: TenantSettings
  /** The rules in force now. */
  policy: Policy
  policyVersion: PolicyVersion['version']
  language: Language
  words: Words
  /** Scheme and host, as the browser has asked for them: for addresses that leave the page, in a QR code. */
  origin: string
  /** Path and query, for the links to the other languages. */
  path: string
  db: Database
  /** The free places of a lane, from memory: at most a second old. */
  calendar: (lane: string) => Promise<LaneCalendar | null>
  /** The numbers of a venue today, from memory: some seconds old at most. */
  queue: (venueId: VenueId) => Promise<QueueNow>
  /** The board or kiosk that this key opens; null for none. */
  device: (key: string) => Promise<OpenedBy | null>
  /** What stands in the address of a number's own page, and back. */
  ticketToken: (id: Ticket['id']) => string
  ticket: (token: string) => Promise<(Ticket & { day: string }) | null>
  /** The resident whose session the browser holds; asked once per request. */
  resident: () => Promise<Resident | null>
  /** True when the browser holds a session's secret, be it over or not. */
  hadSession: boolean
  /** What stands for that secret in the database; null without one. */
  sessionHash: Buffer | null
  /** Keeps what the page at `path` shows after a redirect: sealed, for one look, ten minutes at most. */
  leaveNote: (path: string, note: object) => void
  takeNote: (path: string) => object | null
  /** The card of the letter that opened the browser's session, be it over or not: whose what is typed there is. */
  cardOfSession: () => Promise<string | null>
  /** Opens a session for whoever has just said who they are, and ends the one before. */
  openSession: (secret: string) => Promise<void>
  endSession: () => Promise<void>
  /** The place that this visitor holds while they are asked the rest. */
  held: HeldPlace
  /** キャンセル待ち: joined and left. */
  line: WaitingList
  /** The token of a form on this page; sets the browser's half. */
  formToken: () => string
  /** 照会番号 → what is stored of it. */
  numberHmac: (number: string) => Buffer
  /** The visitor's address as it is counted, never stored. */
  addressHmac: () => Buffer
  /** What was typed on the way to booking, by the owner of this card, or in this session without a letter (null). */
  draft: (cardId: string | null) => Draft | null
  keepDraft: (draft: Draft) => Promise<void>
  /** What a browser has to solve for this (docs/decisions/0014), as the page carries it. */
  challenge: (purpose: ProofPurpose) => Promise<string>
  /** Is it the solution of a challenge of ours for this, shown for the first time? */
  proves: (purpose: ProofPurpose, solution: string | null) => Promise<boolean>
  /** What POST /book asks of somebody without a letter; null when no proof was shown for this draft, or long ago. */
  passFor: (draft: Draft) => string | null
  waiting: WaitingRoom
  /** A booking that was refused: the same page again, with what was typed and why (routes/book.tsx). */
  answer?: BookingAnswer | undefined
  /** Set when Postgres is away: the error page then says so. */
  busy: boolean
  noteDefect: (defect: unknown) => void
  /** Tells whoever watches over the product that something goes on in this municipality; nothing about a person. */
  alert: (event: string) => void
  /** The built script, which every page can do without. */
  script?: string
  /** What the loader and the action of this page said about it. */
  heading?: Partial<Titled>
}

/** Why a booking was not made: a refusal of the desk, or fields that are wrong. With what was typed. */
export type BookingAnswer = {
  form: URLSearchParams
  status: number
  reason?: Refusal
  /** Of `not-open-yet`: when. */
  opensAt?: Date
  wrong?: WrongFields
}

/** A thing to put right, at the top of the page; `field` is the id of the control. */
export type Problem = { text: string; field?: string }

/** What every loader answers: the one heading of its page. An action adds the problems that it found. */
export type Titled = {
  title: string
  problems?: Problem[] | undefined
  /** What stands above them, when it is not for the person to correct. */
  summary?: string | undefined
  /** Where a browser without a script goes by itself, after so many seconds. */
  goesOn?: { to: string; after: number } | undefined
  /** A page that fills a screen of its own in an office: without the site's header and footer. */
  screen?: 'board' | 'kiosk' | undefined
}

const PageContext = createContext<Page | null>(null)
export const PageProvider = PageContext.Provider

/** The page around a component. */
export function usePage(): Page {
  const page = useContext(PageContext)
  if (!page) throw new Error('outside of a page')
  return page
}

/** What loaders and actions are called with: Remix' load context is the page, made in booking-app.ts. */
export type PageArgs = Omit<ActionFunctionArgs, 'context'> & { context: Page }

/** Rows of a tenant, as this resident. */
export const asResident = (page: Page, resident: Resident): Actor => ({
  role: 'resident',
  tenantId: page.tenant.id,
  subjectId: resident.subjectId,
})
