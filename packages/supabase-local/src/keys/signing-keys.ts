import {
  type CryptoKey,
  decodeProtectedHeader,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose'
import type { Secrets } from './secrets.ts'

/** `legacy`: one HS256 secret signs everything. `es256`: a key pair signs, and legacy keys are still verified. */
export type JwtMode = 'legacy' | 'es256'

export type SigningKeys = {
  sign(claims: JWTPayload): Promise<string>
  /** Rejects for a bad signature, an unknown key, a malformed or an expired token. */
  verify(token: string): Promise<JWTPayload>
  /** What /.well-known/jwks.json shows: public halves only; symmetric keys never. */
  publicKeys: JWK[]
}

/** The keys that Auth signs with and that Auth and Storage verify with. */
export async function openSigningKeys(secrets: Secrets, mode: JwtMode): Promise<SigningKeys> {
  const { kty, crv, x, y, kid } = secrets.signingKey
  const shared = new TextEncoder().encode(secrets.jwtSecret)
  const publicJwk = { kty, crv, x, y, kid, alg: 'ES256', use: 'sig', key_ops: ['verify'] } as JWK
  const publicKey = (await importJWK({ kty, crv, x, y } as JWK, 'ES256')) as CryptoKey
  const privateKey = (await importJWK(secrets.signingKey, 'ES256')) as CryptoKey
  return {
    sign: (claims) =>
      mode === 'legacy'
        ? new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(shared)
        : new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid }).sign(privateKey),
    // The algorithm is chosen by the key that we hold, never by the token alone: no "none", no HS256 with a public key.
    async verify(token) {
      const header = decodeProtectedHeader(token)
      const { payload } =
        mode === 'es256' && header.kid === kid
          ? await jwtVerify(token, publicKey, { algorithms: ['ES256'] })
          : await jwtVerify(token, shared, { algorithms: ['HS256'] })
      return payload
    },
    publicKeys: mode === 'es256' ? [publicJwk] : [],
  }
}
