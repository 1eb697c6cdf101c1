/**
 * やむを得ない理由: why a person may be represented who has no guardian (domain.md §6.3). Being busy with work or study is
 * none of them. In the order in which they are asked about.
 */
export const PROXY_REASONS = [
  'ward',
  'curatee',
  'child',
  'student',
  'aged',
  'hospital',
  'disability',
  'facility',
  'care',
  'pregnancy',
  'abroad',
  'seafarer',
  'withdrawn',
] as const
export type ProxyReason = (typeof PROXY_REASONS)[number]

/** 疎明資料, any one of which shows the reason: `papers:proof.<code>`. */
const PROOFS: Readonly<Record<ProxyReason, readonly string[]>> = {
  ward: ['guardianship-register'],
  curatee: ['guardianship-register'],
  child: ['face-certificate-guardian', 'student-card'],
  student: ['student-card', 'enrolment-certificate'],
  aged: ['birth-date-document'],
  hospital: ['doctor-certificate', 'hospital-bill', 'face-certificate-hospital'],
  disability: ['disability-handbook', 'support-certificate'],
  facility: ['residence-in-facility', 'face-certificate-facility'],
  care: ['care-insurance-card', 'care-plan', 'face-certificate-care-manager'],
  pregnancy: ['mother-child-handbook', 'checkup-voucher'],
  abroad: ['visa', 'enrolment-abroad'],
  seafarer: ['crew-contract', 'travel-order'],
  withdrawn: ['face-certificate-support'],
}

/** The documents of which one shows the reason; never empty. */
export const proofsOf = (reason: ProxyReason): readonly string[] => PROOFS[reason]
