import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
  VerifiedRegistrationResponse,
} from '@simplewebauthn/server';
import type { Tx } from '../database/index.ts';
import { hour, nameLine, newId, Refusal } from '../kernel/index.ts';
import { type Rule, takeOne } from '../throttle/index.ts';
import type { User } from '../users/index.ts';
import { hasFactor } from './has-factor.ts';
import type { Factors } from './index.ts';
import { factorsAdded } from './limits.ts';
import { opens } from './opening.ts';
import { asOwner, type Parts, siteOf, tell } from './parts.ts';
import { drawFirst } from './recovery-codes.ts';
import { removed } from './removed.ts';
import {
  believePasskey,
  deletePasskeys,
  insertPasskey,
  notePasskey,
  type PasskeyRow,
  passkeyByCredential,
  passkeysOf,
} from './store.ts';
import { unattested } from './unattested.ts';

/* Passkeys (WebAuthn). The device must have checked who holds it, so a passkey alone is two factors. */

/** Loaded when the first device is asked: it is large, and many a server is never asked for a passkey. */
const webauthn = () => import('@simplewebauthn/server');

const longestName = 60;
const mostPasskeys = 20;

/** For longer than any door keeps a challenge. */
const answers: Rule = { name: 'answers to a challenge', max: 1, within: hour };

type PasskeyActs = Pick<
  Factors,
  'offerPasskey' | 'addPasskey' | 'removePasskey' | 'offerPasskeySignIn' | 'ownerOf' | 'provePasskey'
>;

export function createPasskeys(parts: Parts): PasskeyActs {
  const { database, users } = parts;
  return {
    async offerPasskey(caller) {
      const user = await asOwner(parts, caller, async (_, self) => self);
      const known = await passkeysOf(database.read, user.id);
      const options = await (await webauthn()).generateRegistrationOptions({
        rpName: 'Rekey',
        rpID: siteOf(parts).host,
        userID: new TextEncoder().encode(user.id) as Uint8Array<ArrayBuffer>,
        userName: user.login,
        userDisplayName: user.name,
        attestationType: 'none',
        excludeCredentials: known.map(toDescriptor),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      return { options, challenge: options.challenge };
    },

    async addPasskey(caller, { response, challenge, name }) {
      if (challenge === undefined) throw new Refusal('passkey_refused', {});
      const verified = await verifyNew(siteOf(parts), { response, challenge }).catch(() => undefined);
      if (!verified?.verified) throw new Refusal('passkey_refused', {});
      return asOwner(parts, caller, async (tx, user) => {
        const first = !(await hasFactor(tx, user.id));
        if ((await passkeysOf(tx, user.id)).length >= mostPasskeys) return new Refusal('passkey_refused', {});
        const tooMany = await takeOne(tx, parts.throttle, { rule: factorsAdded, of: user.id });
        if (tooMany) return tooMany;
        const row = toRow(parts, user, verified, name);
        if (!(await insertPasskey(tx, row))) return new Refusal('passkey_refused', {});
        const at = row.created_at;
        const drawn = first ? await drawFirst(tx, parts, caller, { user, at }) : undefined;
        await tell(tx, parts, caller, { user, event: 'factors.passkey_added', at });
        return { drawn };
      });
    },

    removePasskey: (caller, id) =>
      asOwner(parts, caller, async (tx, user) => {
        if ((await deletePasskeys(tx, { userId: user.id, id })) === 0) return new Refusal('not_found', {});
        return removed(tx, parts, caller, { user, event: 'factors.passkey_removed' });
      }),

    async offerPasskeySignIn(user) {
      const known = user ? await passkeysOf(database.read, user.id) : [];
      const options = await (await webauthn()).generateAuthenticationOptions({
        rpID: siteOf(parts).host,
        userVerification: 'required',
        allowCredentials: known.filter(opens).map(toDescriptor),
      });
      return { options, challenge: options.challenge };
    },

    ownerOf: async (db, passkey) => (await passkeyByCredential(db, String(passkey.id)))?.user_id,

    async provePasskey({ passkey, challenge }) {
      const row = await passkeyByCredential(database.read, String(passkey.id));
      const counter = row && (await counterAfter(parts, row, { passkey, challenge }));
      if (!row || counter === undefined || !opensAlone(row)) throw new Refusal('passkey_refused', {});
      return {
        async use(tx) {
          const user = await users.hold(tx, row.user_id);
          if (!user || user.state === 'archived') return undefined;
          const isNoted = await noteAnswer(tx, parts, row, { challenge, counter, isEnough: opensAlone });
          return isNoted ? { user, used: row.id } : undefined;
        },
      };
    },
  };
}

async function verifyNew(
  { host, origin }: ReturnType<typeof siteOf>,
  { response, challenge }: { response: RegistrationResponseJSON; challenge: string },
): Promise<VerifiedRegistrationResponse> {
  return (await webauthn()).verifyRegistrationResponse({
    response: await unattested(response),
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: host,
    requireUserVerification: true,
  });
}

/** The counter that the device is at, if it opens anything, and the answer is its own and fits the challenge. */
async function counterAfter(
  parts: Parts,
  row: PasskeyRow,
  { passkey, challenge }: { passkey: AuthenticationResponseJSON; challenge: string | undefined },
): Promise<number | undefined> {
  if (challenge === undefined || !opens(row)) return undefined;
  const verified = await (await webauthn())
    .verifyAuthenticationResponse({
      response: passkey,
      expectedChallenge: challenge,
      expectedOrigin: siteOf(parts).origin,
      expectedRPID: siteOf(parts).host,
      requireUserVerification: true,
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
        counter: row.counter,
      },
    })
    .catch(() => undefined);
  return verified?.verified ? verified.authenticationInfo.newCounter : undefined;
}

/**
 * The passkey of this very user that answers after the password, if one does. `note` notes its use, inside the transaction
 * that follows from it, the user held, and tells whether it is there still and this was the first answer to its challenge. With
 * the password it is believed again where it was doubted.
 */
export async function provePasskeyOf(
  parts: Parts,
  user: User,
  answer: { passkey: AuthenticationResponseJSON; challenge: string | undefined },
): Promise<{ id: string; note: (tx: Tx) => Promise<boolean> } | undefined> {
  const row = await passkeyByCredential(parts.database.read, String(answer.passkey.id));
  if (row?.user_id !== user.id) return undefined;
  const counter = await counterAfter(parts, row, answer);
  if (counter === undefined) return undefined;
  return {
    id: row.id,
    async note(tx) {
      const { challenge } = answer;
      if (!(await noteAnswer(tx, parts, row, { challenge, counter, isEnough: opens }))) return false;
      await believePasskey(tx, row.id);
      return true;
    },
  };
}

/** The user is held: what was removed or disowned while the answer was read opens nothing any more. */
async function noteAnswer(
  tx: Tx,
  parts: Parts,
  { credential_id }: PasskeyRow,
  answer: { challenge: string | undefined; counter: number; isEnough: (row: PasskeyRow) => boolean },
): Promise<boolean> {
  const now = await passkeyByCredential(tx, credential_id);
  if (!now || !answer.isEnough(now)) return false;
  if (!(await isFirstAnswer(tx, parts, answer.challenge))) return false;
  await notePasskey(tx, now.id, { counter: answer.counter, at: parts.clock.now() });
  return true;
}

/** An answer that somebody has overheard opens nothing a second time: each challenge counts once, on every process. */
async function isFirstAnswer(tx: Tx, { throttle }: Parts, challenge: string | undefined): Promise<boolean> {
  if (challenge === undefined) return false;
  return (await throttle.take(tx, [{ rule: answers, of: challenge }])) === 0;
}

/** Whether it does without a password: not where a restored backup may have brought it back. */
function opensAlone(row: PasskeyRow): boolean {
  return opens(row) && row.doubted_at === null;
}

function toDescriptor({ credential_id, transports }: PasskeyRow) {
  return { id: credential_id, transports: JSON.parse(transports) as [] };
}

function toRow(
  { clock, random }: Parts,
  user: User,
  verified: Extract<VerifiedRegistrationResponse, { verified: true }>,
  name: string,
): PasskeyRow {
  const { credential } = verified.registrationInfo;
  return {
    id: newId(clock, random),
    user_id: user.id,
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: JSON.stringify(credential.transports ?? []),
    name: nameLine(name, longestName) || 'Passkey',
    created_at: clock.now(),
    last_used_at: null,
    disowned_at: null,
    doubted_at: null,
  };
}
