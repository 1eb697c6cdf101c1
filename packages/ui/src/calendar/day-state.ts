/**
 * How full a day or a time is; a `later` one opens at a time to come, a `no-booking` day is not to be booked at all. The sign is
 * read with its word, never alone.
 */
export type DayState = 'free' | 'few' | 'full' | 'later' | 'closed' | 'none' | 'no-booking'

/** What a time can be: only a day is without booking. */
export type TimeState = Exclude<DayState, 'no-booking'>

/** One sign for each state, wherever a calendar is: residents and the telephone desk speak of the same. */
export const DAY_SIGNS: Record<DayState, string> = {
  free: '○',
  few: '△',
  full: '×',
  later: '▷',
  closed: '－',
  none: '',
  'no-booking': '◇',
}

type Mark = { sign: string; text: string; name?: string }

/**
 * The sign and the word of each state: ○ 空きあり / △ 残りわずか / × 満員 / ▷ 受付開始前 / － 休み. One without a sign has a name in the
 * legend; `no-booking` is explained where there are such days.
 */
export type DayMarks = Record<TimeState, Mark> & { 'no-booking'?: Mark | undefined }
