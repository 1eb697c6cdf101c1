import type { JwtMode } from '../keys/signing-keys.ts'

/** Auth's configuration; the comment names the variable that a real project sets. Durations are seconds. */
export type AuthSettings = {
  jwtMode: JwtMode
  /** GOTRUE_JWT_EXP */
  jwtExp: number
  /** REFRESH_TOKEN_REUSE_INTERVAL */
  reuseInterval: number
  /** PASSWORD_MIN_LENGTH, in bytes; never below 6. */
  passwordMinLength: number
  /** PASSWORD_REQUIRED_CHARACTERS: each set must be met by one character. */
  passwordRequiredCharacters: string[]
  /** MAILER_OTP_EXP */
  otpExp: number
  /** SMTP_MAX_FREQUENCY: between two recovery mails to one account. */
  maxFrequency: number
  /** RATE_LIMIT_EMAIL_SENT: mails in an hour, all accounts together. */
  mailsPerHour: number
  /** RATE_LIMIT_HEADER: requests without it are not limited. */
  rateLimitHeader: string
  /** URI_ALLOW_LIST, besides the host of the site; `*` stands for anything but a dot or a slash, `**` for anything. */
  redirectAllowList: string[]
  /** MFA_TOTP_ENROLL_ENABLED and MFA_TOTP_VERIFY_ENABLED */
  totp: boolean
  /** Hooks as `schema.function` (jsonb → jsonb) in the same database. */
  hooks: { passwordVerification?: string; customAccessToken?: string; mfaVerification?: string }
}

export const DEFAULT_AUTH_SETTINGS: AuthSettings = {
  jwtMode: 'es256',
  jwtExp: 3600,
  reuseInterval: 10,
  passwordMinLength: 12,
  passwordRequiredCharacters: [],
  otpExp: 86_400,
  maxFrequency: 60,
  mailsPerHour: 1000,
  rateLimitHeader: 'x-forwarded-for',
  redirectAllowList: [],
  totp: true,
  hooks: {},
}
