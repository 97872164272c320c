import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { verifySignature } from '../../../../src/sync/signature/sshSignature';
import { wireString, WireReader } from '../../../../src/sync/signature/wireReader';
import { temporaryFolder } from '../../../support/folders';
import { randomFrom } from '../../../support/random';
import { makeSshKey, sshSign, sshVerifies } from '../../../support/sshKeys';

const message = '{"entries":["4f2a"],"format":"faultline-signature/1","record":"INC-7K3QF2"}';

/** What a signature shows: the key that made it, or why it shows nothing. */
function shown(signature: string, text = message): string {
  const verified = verifySignature(signature, text);
  return verified.ok ? verified.value : verified.error;
}

/** A signature whose parts anybody may choose. */
function signatureOf(key: Buffer, made: Buffer, { namespace = 'faultline', hash = 'sha512', version = 1, rest = '' } = {}): string {
  const number = Buffer.from([0, 0, 0, version]);
  const parts = [key, namespace, '', hash, made].map(part => wireString(part));
  return Buffer.concat([Buffer.from('SSHSIG'), number, ...parts, Buffer.from(rest)]).toString('base64');
}

/** What a key signs for `message`. */
function told(hash = 'sha512'): Buffer {
  const digest = createHash(hash).update(message).digest();
  return Buffer.concat([Buffer.from('SSHSIG'), ...['faultline', '', hash, digest].map(part => wireString(part))]);
}

/** A hardware key: made of an ordinary one, which signs as PROTOCOL.u2f says. */
class Token {
  readonly blob: Buffer;
  private readonly key: KeyObject;

  constructor(private readonly kind: 'ed25519' | 'ecdsa') {
    const pair = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = pair.privateKey;
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
    const [first, second] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
    const parts = kind === 'ed25519' ? [first] : ['nistp256', Buffer.concat([Buffer.from([4]), first, second])];
    this.blob = Buffer.concat([this.name, ...parts, 'ssh:'].map(part => wireString(part)));
  }

  sign(flags: number): Buffer {
    const hash = (content: Buffer | string): Buffer => createHash('sha256').update(content).digest();
    const state = Buffer.from([flags, 0, 0, 0, 7]);
    const text = Buffer.concat([hash('ssh:'), state, hash(told())]);
    const made =
      this.kind === 'ed25519'
        ? sign(null, text, this.key)
        : ((raw: Buffer) => Buffer.concat([raw.subarray(0, 32), raw.subarray(32)].map(mpint)))(
            sign('sha256', text, { key: this.key, dsaEncoding: 'ieee-p1363' }),
          );
    return Buffer.concat([wireString(this.name), wireString(made), state]);
  }

  private get name(): string {
    return this.kind === 'ed25519' ? 'sk-ssh-ed25519@openssh.com' : 'sk-ecdsa-sha2-nistp256@openssh.com';
  }
}

function mpint(bytes: Buffer): Buffer {
  const from = bytes.findIndex(byte => byte !== 0);
  const value = bytes.subarray(from);
  return wireString((value[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value);
}

describe('signatures of OpenSSH', () => {
  const folder = temporaryFolder();

  for (const [type, bits] of [['ed25519'], ['ecdsa', 256], ['ecdsa', 384], ['ecdsa', 521], ['rsa', 2048], ['rsa', 4096]] as const) {
    it(`reads what ssh-keygen makes with a key of ${type} ${bits ?? ''}, and agrees with it`, async () => {
      const { file, line } = await makeSshKey(folder.path, type, bits === undefined ? {} : { bits });
      for (const options of [[], ['hashalg=sha256']]) {
        const signature = await sshSign(file, message, 'faultline', options);
        assert.equal(shown(signature), line);
        assert.equal(shown(signature, `${message} `), 'wrong');
        assert.ok(await sshVerifies(folder.path, line, signature, message));
        assert.ok(!(await sshVerifies(folder.path, line, signature, `${message} `)));
      }
    });
  }

  it('knows one form of each number of an ECDSA signature', async () => {
    const { file } = await makeSshKey(folder.path, 'ecdsa');
    const whole = await sshSign(file, message);
    const reader = new WireReader(Buffer.from(whole, 'base64'));
    reader.take(10);
    const [key, , , , signed] = Array.from({ length: 5 }, () => reader.string());
    const made = new WireReader(signed ?? Buffer.alloc(0));
    const name = made.name();
    const numbers = new WireReader(made.string());
    const [r, s] = [numbers.string(), numbers.string()];
    const again = (...parts: readonly Buffer[]): string =>
      signatureOf(
        key ?? Buffer.alloc(0),
        Buffer.concat([name, Buffer.concat(parts.map(part => wireString(part)))].map(part => wireString(part))),
      );
    assert.equal(again(r, s), whole);
    assert.equal(shown(again(Buffer.concat([Buffer.from([0]), r]), s)), 'malformed');
    assert.equal(shown(again(r, Buffer.concat([Buffer.from([0, 0]), s]))), 'malformed');
    assert.equal(shown(again(r, s, s)), 'malformed');
  });

  it('finds no signature valid of which a single bit was changed, or that was cut or lengthened', async () => {
    const random = randomFrom(7);
    const below = (limit: number): number => Math.floor(random() * limit);
    for (const type of ['ed25519', 'ecdsa', 'rsa']) {
      const { file, line } = await makeSshKey(folder.path, type);
      const whole = Buffer.from(await sshSign(file, message), 'base64');
      for (let at = 0; at < whole.length; at++) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
        assert.notEqual(shown(changed.toString('base64')), line, `${type}, byte ${at}`);
        assert.notEqual(shown(whole.subarray(0, at).toString('base64')), line);
      }
      assert.equal(shown(Buffer.concat([whole, Buffer.from([0])]).toString('base64')), 'malformed');
    }
  });

  it('takes none that was made for something else: another namespace, as a commit of git has', async () => {
    const { file } = await makeSshKey(folder.path);
    assert.equal(shown(await sshSign(file, message, 'git')), 'otherNamespace');
    assert.equal(shown(await sshSign(file, message, 'faultline2')), 'otherNamespace');
  });

  it('reads those of hardware keys, which somebody must have touched', () => {
    for (const kind of ['ed25519', 'ecdsa'] as const) {
      const token = new Token(kind);
      assert.match(shown(signatureOf(token.blob, token.sign(0x01))), /^sk-/, kind);
      assert.match(shown(signatureOf(token.blob, token.sign(0x05))), /^sk-/, 'with a PIN');
      assert.equal(shown(signatureOf(token.blob, token.sign(0x00))), 'notTouched', kind);
      const signed = token.sign(0x01);
      for (let at = 0; at < signed.length; at++) {
        const changed = Buffer.from(signed);
        changed[at] = (changed[at] ?? 0) ^ 0x80;
        assert.doesNotMatch(shown(signatureOf(token.blob, changed)), /^sk-/, `${kind}, byte ${at}`);
      }
    }
  });

  it('believes no SHA-1, no DSA, no short RSA key and no hash that it does not know', () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const long = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const blobOf = (key: KeyObject): Buffer => {
      const { e = '', n = '' } = key.export({ format: 'jwk' });
      return Buffer.concat([wireString('ssh-rsa'), mpint(Buffer.from(e, 'base64url')), mpint(Buffer.from(n, 'base64url'))]);
    };
    const made = (hash: string, algorithm: string, key: KeyObject, text = told()): Buffer =>
      Buffer.concat([wireString(algorithm), wireString(sign(hash, text, key))]);
    assert.match(shown(signatureOf(blobOf(long.publicKey), made('sha256', 'rsa-sha2-256', long.privateKey))), /^ssh-rsa /);
    assert.equal(shown(signatureOf(blobOf(long.publicKey), made('sha1', 'ssh-rsa', long.privateKey))), 'unsuited');
    assert.equal(shown(signatureOf(blobOf(long.publicKey), made('sha1', 'rsa-sha2-256', long.privateKey))), 'wrong');
    assert.equal(shown(signatureOf(blobOf(short.publicKey), made('sha256', 'rsa-sha2-256', short.privateKey))), 'unsuited');
    assert.equal(shown(signatureOf(wireString('ssh-dss'), Buffer.alloc(60))), 'unsuited');
    const otherHash = made('sha256', 'rsa-sha2-256', long.privateKey, told('sha1'));
    assert.equal(shown(signatureOf(blobOf(long.publicKey), otherHash, { hash: 'sha1' })), 'unsuited');
  });

  it('takes no key whose curve is not that of its kind, and no text that is longer than a signature can be', () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
    const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
    const raw = sign('sha256', told(), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' });
    const halves = Buffer.concat([raw.subarray(0, 32), raw.subarray(32)].map(mpint));
    const made = Buffer.concat([wireString('ecdsa-sha2-nistp256'), wireString(halves)]);
    const blobOf = (curve: string): Buffer => Buffer.concat(['ecdsa-sha2-nistp256', curve, point].map(part => wireString(part)));
    assert.match(shown(signatureOf(blobOf('nistp256'), made)), /^ecdsa-sha2-nistp256 /);
    assert.equal(shown(signatureOf(blobOf('nistp384'), made)), 'unsuited');
    const token = new Token('ed25519');
    assert.equal(shown(signatureOf(token.blob, token.sign(0x01), { namespace: 'x'.repeat(8000) })), 'malformed');
  });

  it('gives a reason for whatever it is given, and takes no time for it', () => {
    const token = new Token('ed25519');
    const signed = token.sign(1);
    assert.equal(shown(signatureOf(token.blob, signed, { version: 2 })), 'malformed');
    assert.equal(shown(signatureOf(token.blob, signed, { rest: 'x' })), 'malformed');
    assert.equal(shown(''), 'malformed');
    assert.equal(shown('A'.repeat(50_000_000)), 'malformed');
    assert.equal(shown(` ${signatureOf(token.blob, signed)}`), 'malformed');
    assert.equal(shown(Buffer.from('SSHSIG\0\0\0\u0001\xff\xff\xff\xff', 'latin1').toString('base64')), 'malformed');
    // A point on no curve.
    const point = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]);
    const noPoint = Buffer.concat(['ecdsa-sha2-nistp256', 'nistp256', point].map(part => wireString(part)));
    assert.equal(shown(signatureOf(noPoint, signed)), 'unsuited');
    const otherCurve = Buffer.concat(['ecdsa-sha2-nistp256', 'nistp384', point].map(part => wireString(part)));
    assert.equal(shown(signatureOf(otherCurve, signed)), 'unsuited');
    const random = randomFrom(7);
    const below = (limit: number): number => Math.floor(random() * limit);
    for (let round = 0; round < 20_000; round++) {
      const bytes = Buffer.from(Array.from({ length: below(120) }, () => below(256)));
      const text = Buffer.concat([Buffer.from('SSHSIG\0\0\0\u0001'), bytes]).toString('base64');
      assert.doesNotMatch(shown(text), / /);
    }
  });
});
