import { z } from 'zod';
import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { Finding } from '../shapes/finding.ts';
import { LetterHead, ReceivedLetter, toReceivedLetter } from '../shapes/received-letter.ts';

/** Why mail does not arrive. */
export function mailDoctor({ doctor, locale }: ApiParts): Operation[] {
  return [
    operation({
      id: 'examineMail',
      method: 'post',
      path: '/mail-doctor/examine',
      summary: 'Examine everything that a letter needs, now',
      description:
        'Tries the mail servers and asks the domain name system about every sender; no letter is sent. Nothing is found where all is well. The key needs `mail:read`, too.',
      act: 'mail.test',
      answer: { status: 200, schema: z.object({ findings: z.array(Finding) }) },
      refuses: [],
      handle: async ({ caller }) => ({ findings: await doctor.examine(caller, locale.in('en')) }),
    }),
    operation({
      id: 'readReceivedLetter',
      method: 'post',
      path: '/mail-doctor/received-letter',
      summary: "Tell what a receiver thought of a letter, by the letter's head, which is not kept",
      act: 'mail.test',
      body: LetterHead,
      answer: { status: 200, schema: ReceivedLetter },
      refuses: [],
      handle: async ({ caller, body }) => toReceivedLetter(await doctor.readReceived(caller, body.head)),
    }),
  ];
}
