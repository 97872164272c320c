import { createHash, verify } from 'node:crypto';
import { failure, success, type Result } from '../../domain/foundation/result';
import { halfOf, readSshKey, type SshKey } from './sshKey';
import { wireString, WireReader } from './wireReader';

/** What every signature of Faultline's is made for: one made for something else proves nothing here (PROTOCOL.sshsig, `namespace`). */
export const signatureNamespace = 'faultline';

/** Why a signature proves nothing. */
export type SignatureFault =
  /** It is no signature of OpenSSH's, or of a form that nobody but a forger writes. */
  | 'malformed'
  /** It was made for something else: a commit, a file. */
  | 'otherNamespace'
  /** By a key, or in a way, that is not known or not to be believed: DSA, SHA-1, a short RSA key. */
  | 'unsuited'
  /** A hardware key made it without anybody touching it. */
  | 'notTouched'
  /** It is of another text, or not by the key that it names. */
  | 'wrong';

const magic = 'SSHSIG';
/** Characters of a signature by the longest RSA key, and some more. */
const longestText = 8000;
/** Set in the flags of a hardware key where somebody was there (PROTOCOL.u2f). */
const userPresent = 0x01;

/**
 * Checks a signature of OpenSSH's (PROTOCOL.sshsig, https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig): the blob in base64,
 * without armour. Gives the key that made it as a line of `authorized_keys` has it, without a comment; whose it is, is another question.
 */
export function verifySignature(signature: string, message: string): Result<string, SignatureFault> {
  const blob = bytesOf(signature);
  if (!blob) return failure('malformed');
  const reader = new WireReader(blob);
  const isSignature = reader.take(magic.length).toString('latin1') === magic && reader.uint32() === 1;
  const keyBlob = reader.string();
  const [namespace, reserved, hash, signed] = [reader.name(), reader.string(), reader.name(), reader.string()];
  if (!isSignature || !reader.isDone) return failure('malformed');
  if (namespace !== signatureNamespace) return failure('otherNamespace');
  const key = readSshKey(keyBlob);
  if (!key || (hash !== 'sha256' && hash !== 'sha512')) return failure('unsuited');
  const text = Buffer.concat([Buffer.from(magic), ...[namespace, reserved, hash, hashed(hash, message)].map(part => wireString(part))]);
  const fault = check(key, signed, text);
  return fault ? failure(fault) : success(`${key.type} ${keyBlob.toString('base64')}`);
}

/** The bytes of a text in base64, which has one form for them. */
function bytesOf(text: string): Buffer | undefined {
  if (text.length > longestText) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** Checks the innermost part: what the key itself made of `text`. */
function check(key: SshKey, signed: Buffer, text: Buffer): SignatureFault | undefined {
  const reader = new WireReader(signed);
  const algorithm = reader.name();
  switch (key.type) {
    case 'ssh-rsa': {
      if (algorithm !== 'rsa-sha2-256' && algorithm !== 'rsa-sha2-512') return 'unsuited';
      const made = reader.string();
      if (!reader.isDone) return 'malformed';
      return isBy(algorithm === 'rsa-sha2-256' ? 'sha256' : 'sha512', key, text, made);
    }
    case 'ssh-ed25519': {
      const made = reader.string();
      if (algorithm !== key.type || !reader.isDone) return 'malformed';
      return isBy(null, key, text, made);
    }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521': {
      const made = halves(reader.string(), key);
      if (algorithm !== key.type || !made || !reader.isDone) return 'malformed';
      // The hash goes by the size of the curve (RFC 5656, section 6.2.1).
      const hash = key.type === 'ecdsa-sha2-nistp256' ? 'sha256' : key.type === 'ecdsa-sha2-nistp384' ? 'sha384' : 'sha512';
      return isBy(hash, key, text, made);
    }
    case 'sk-ssh-ed25519@openssh.com':
    case 'sk-ecdsa-sha2-nistp256@openssh.com': {
      const isEcdsa = key.type === 'sk-ecdsa-sha2-nistp256@openssh.com';
      const made = isEcdsa ? halves(reader.string(), key) : reader.string();
      const flags = reader.take(1);
      const counter = reader.take(4);
      if (algorithm !== key.type || !made || !reader.isDone) return 'malformed';
      // What the token was given is a hash, and it adds its own (PROTOCOL.u2f, "SSH U2F signatures").
      const told = Buffer.concat([hashed('sha256', key.application ?? ''), flags, counter, hashed('sha256', text)]);
      return isBy(isEcdsa ? 'sha256' : null, key, told, made) ?? (((flags[0] ?? 0) & userPresent) === 0 ? 'notTouched' : undefined);
    }
  }
}

/** The two numbers of an ECDSA signature, each as long as the curve's coordinates. */
function halves(bytes: Buffer, { key }: SshKey): Buffer | undefined {
  const size = halfOf(key);
  const reader = new WireReader(bytes);
  const both = [reader.positive(size), reader.positive(size)];
  return reader.isDone ? Buffer.concat(both.flatMap(half => [Buffer.alloc(size - half.length), half])) : undefined;
}

function hashed(hash: 'sha256' | 'sha512', content: string | Uint8Array): Buffer {
  return createHash(hash).update(content).digest();
}

/** Undefined where the key made this of the text. */
function isBy(hash: string | null, { key }: SshKey, text: Buffer, made: Buffer): 'wrong' | undefined {
  try {
    return verify(hash, text, { key, dsaEncoding: 'ieee-p1363' }, made) ? undefined : 'wrong';
  } catch {
    return 'wrong';
  }
}
