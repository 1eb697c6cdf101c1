/** Acts that ask first, each on a page of its own at the end of the visit's address. */
export const ASKED = {
  'hand-over': 'hand_over',
  'break-off': 'break_off',
  resume: 'resume',
  cancel: 'cancel',
} as const
export type Asked = keyof typeof ASKED

const WITHOUT_CARD: Record<string, string> = { hand_over: 'finish', resume: 'resume_visit' }

/** What an act is called: without a card nothing is handed over, the procedure is finished. */
export const wordOf = (act: string, hasCard: boolean): string => (hasCard ? act : (WITHOUT_CARD[act] ?? act))
