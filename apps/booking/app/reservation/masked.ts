/**
 * A contact as it stands on a page that lies open, or is printed and handed on: enough for its owner to see whether it is
 * theirs, and where a mail address goes. The page that corrects it shows it whole.
 */
export const maskedMail = (mail: string): string => mail.replace(/^([^@]{1,2})[^@]*/, '$1…')

/** The last four digits. */
export const maskedTelephone = (telephone: string): string => `…${telephone.slice(-4)}`
