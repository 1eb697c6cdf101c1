/**
 * One way to prove who somebody is: so many documents of list A (issued by an authority, with a photograph) and of
 * list B (with the name and the birth date or the address). `photo`: so many of them must show the face.
 * `papers:way.<code>` in every language.
 */
export type Proof = { a: number; b: number; photo?: number }

export const A1: Proof = { a: 1, b: 0 }
export const A2: Proof = { a: 2, b: 0 }
export const B1: Proof = { a: 0, b: 1 }
export const B2: Proof = { a: 0, b: 2 }
export const A1B1: Proof = { a: 1, b: 1 }
export const B3: Proof = { a: 0, b: 3, photo: 1 }

/** The name of a proof: a1, b2, a1b1, b3-photo. */
export const proofCode = ({ a, b, photo }: Proof): string =>
  `${a ? `a${a}` : ''}${b ? `b${b}` : ''}${photo ? '-photo' : ''}`

/** Every proof that a table asks for: each has its words. */
export const PROOFS = [A1, A2, B1, B2, A1B1, B3].map(proofCode)

/** 書類A and 書類B (domain.md §6.3), each document by its word `papers:document.<code>`. */
export const DOCUMENTS = {
  a: [
    'driving-licence',
    'driving-history',
    'passport',
    'resident-register-card',
    'disability-handbook',
    'residence-card',
    'special-permanent',
    'temporary-refuge',
    'provisional-stay',
    'my-number-card',
  ],
  b: [
    'health-insurance',
    'care-insurance',
    'pension-book',
    'medical-certificate',
    'employee-card',
    'student-card',
    'mother-child-handbook',
  ],
} as const
