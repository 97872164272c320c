import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { WireReader } from './wireReader';

/** A public key as SSH knows it, of a kind whose signatures are read here. */
export interface SshKey {
  readonly type: SshKeyType;
  readonly key: KeyObject;
  /** Of a key that lies in a hardware token: what it is for, which the token signs along (PROTOCOL.u2f). */
  readonly application?: Buffer;
}

/** The kinds of key, by the names that SSH has for them (RFC 5656, RFC 8332, RFC 8709, PROTOCOL.u2f of OpenSSH). */
type SshKeyType = EcdsaType | 'ssh-ed25519' | 'ssh-rsa' | 'sk-ssh-ed25519@openssh.com' | 'sk-ecdsa-sha2-nistp256@openssh.com';
type EcdsaType = keyof typeof curves;

/** The curves of RFC 5656: their name as a JSON Web Key has it, and the bytes of a coordinate. */
const curves = {
  'ecdsa-sha2-nistp256': { curve: 'nistp256', crv: 'P-256', size: 32 },
  'ecdsa-sha2-nistp384': { curve: 'nistp384', crv: 'P-384', size: 48 },
  'ecdsa-sha2-nistp521': { curve: 'nistp521', crv: 'P-521', size: 66 },
} as const;

/** Bits of an RSA key: shorter ones are not to be believed (NIST SP 800-131A), longer ones only cost time (OpenSSH takes no more either). */
const [shortestRsa, longestRsa] = [2048, 16_384];

/** Reads the blob of a public key; undefined for one that is broken, weak or of another kind. */
export function readSshKey(blob: Buffer): SshKey | undefined {
  const reader = new WireReader(blob);
  const type = reader.name();
  switch (type) {
    case 'ssh-ed25519':
      return done(reader, type, ed25519(reader));
    case 'sk-ssh-ed25519@openssh.com':
      return done(reader, type, ed25519(reader), reader.string());
    case 'ssh-rsa':
      return done(reader, type, rsa(reader));
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
      return done(reader, type, ecdsa(reader, type));
    case 'sk-ecdsa-sha2-nistp256@openssh.com':
      return done(reader, type, ecdsa(reader, 'ecdsa-sha2-nistp256'), reader.string());
    default:
      return undefined;
  }
}

/** The bytes of each half of a key's ECDSA signature. */
export function halfOf(key: KeyObject): number {
  const { crv } = key.export({ format: 'jwk' });
  return Object.values(curves).find(curve => curve.crv === crv)?.size ?? 0;
}

function done(reader: WireReader, type: SshKeyType, jwk: JsonWebKey | undefined, application?: Buffer): SshKey | undefined {
  if (!reader.isDone || !jwk) return undefined;
  try {
    return { type, key: createPublicKey({ key: jwk, format: 'jwk' }), ...(application && { application }) };
  } catch {
    // A point that lies on no curve, and the like.
    return undefined;
  }
}

function ed25519(reader: WireReader): JsonWebKey | undefined {
  const point = reader.string();
  return point.length === 32 ? { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') } : undefined;
}

function rsa(reader: WireReader): JsonWebKey | undefined {
  const exponent = reader.positive(8);
  const modulus = reader.positive(longestRsa / 8);
  const isTooShort = modulus.length * 8 < shortestRsa;
  return isTooShort ? undefined : { kty: 'RSA', e: exponent.toString('base64url'), n: modulus.toString('base64url') };
}

function ecdsa(reader: WireReader, type: EcdsaType): JsonWebKey | undefined {
  const { curve, crv, size } = curves[type];
  const isCurve = reader.name() === curve;
  const point = reader.string();
  // Uncompressed, as RFC 5656 wants it (section 3.1) and OpenSSH takes it alone.
  if (!isCurve || point.length !== 1 + 2 * size || point[0] !== 4) return undefined;
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)];
  return { kty: 'EC', crv, x: x.toString('base64url'), y: y.toString('base64url') };
}
