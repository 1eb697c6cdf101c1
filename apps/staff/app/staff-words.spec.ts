import { DESK_REFUSALS, OVERRIDE_REASONS } from '@madoguchi/core/booking'
import {
  BREAK_OFF_REASONS,
  CANCEL_REASONS,
  CARD_STATES,
  COUNTER_ACTS,
  COUNTER_REFUSALS,
  IN_HAND_REASONS,
  IN_HAND_REFUSALS,
  NOTE_REFUSALS,
  RECEIVERS,
} from '@madoguchi/core/issuance'
import { NAME_PROBLEMS, NAME_REASONS } from '@madoguchi/core/issuance/letters'
import { openLanguages } from '@madoguchi/i18n'
import { describe, expect, it } from 'vitest'
import { DONE } from './routes/telephone/call-query.ts'

const t = openLanguages().t('ja', 'staff')
const missing = (room: string, words: readonly string[]) =>
  words.filter((word) => t(`${room}.${word}`) === `${room}.${word}`)

describe('every word of the telephone desk', () => {
  it.each([
    ['telephone:refused', DESK_REFUSALS],
    ['telephone:done', DONE],
    ['reason', OVERRIDE_REASONS],
  ])('%s', (room, words) => {
    const said = (word: string) => t(`${room}.${word}`)
    expect(words.filter((word) => said(word).endsWith(word))).toEqual([])
  })
})

describe('every word of the domain has its word in the office', () => {
  it.each([
    ['card-state', CARD_STATES],
    ['act', [...COUNTER_ACTS, 'finish', 'resume_visit']],
    ['act-done', [...COUNTER_ACTS, 'finish', 'resume_visit']],
    [
      'event',
      [
        'receive',
        'print_letter',
        'reissue_number',
        'name_corrected',
        'name_confirmed',
        'finish',
        'resume_visit',
        'card_in_hand',
        ...COUNTER_ACTS,
      ],
    ],
    ['note', ['note-missing', ...NOTE_REFUSALS]],
    ['in-hand.refused', IN_HAND_REFUSALS],
    ['refused', ['no-such-reservation', ...COUNTER_REFUSALS]],
    [
      'reason',
      [
        ...RECEIVERS,
        ...BREAK_OFF_REASONS,
        ...CANCEL_REASONS,
        ...NAME_REASONS,
        ...IN_HAND_REASONS,
        'resident',
      ],
    ],
    [
      'reservation-state',
      [
        'held',
        'confirmed',
        'checked_in',
        'called',
        'serving',
        'done',
        'partly_done',
        'cancelled',
        'no_show',
        'expired',
      ],
    ],
    ['sign-in.refused', ['wrong-network', 'wrong-credentials', 'sign-in-unavailable']],
    ['find.refused', ['nothing-typed', 'my-number-typed']],
  ])('%s', (room, words) => {
    expect(missing(room, words)).toEqual([])
  })

  it('why a name is left as it is', () => {
    const refusals = ['not-your-part', 'card-not-here', 'changed-meanwhile', 'nothing-to-confirm']
    const words = [...NAME_PROBLEMS, ...refusals].map((it) => `letters:name.refused.${it}`)
    expect(words.filter((word) => t(word) === word.split(':')[1])).toEqual([])
  })

  it('says a card’s states as the office does', () => {
    expect(
      ['received', 'at_counter', 'issued', 'suspended'].map((state) => t(`card-state.${state}`)),
    ).toEqual(['受領', '窓口処理中', '交付済', '中断'])
  })
})
