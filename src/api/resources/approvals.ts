import { type Operation, operation } from '../operation.ts';
import type { ApiParts } from '../parts.ts';
import { Approval, toApproval } from '../shapes/approval.ts';
import { ById, PartQuery, pageOf, partOf } from '../shapes/common.ts';

/** What waits for a second administrator. Deciding is done in person. */
export function approvals({ approvals }: ApiParts): Operation[] {
  return [
    operation({
      id: 'listApprovals',
      method: 'get',
      path: '/approvals',
      summary: 'List what waits for a second administrator, then the latest 50 that were decided',
      act: 'approvals.read',
      query: PartQuery,
      answer: { status: 200, schema: pageOf(Approval) },
      refuses: [],
      handle: async ({ caller, query }) => partOf((await approvals.list(caller)).map(toApproval), query),
    }),
    operation({
      id: 'getApproval',
      method: 'get',
      path: '/approvals/{id}',
      summary: 'Tell what became of a request for approval',
      act: 'approvals.read',
      params: ById,
      answer: { status: 200, schema: Approval },
      refuses: ['not_found'],
      handle: async ({ caller, params }) => toApproval(await approvals.find(caller, params.id)),
    }),
    operation({
      id: 'withdrawApproval',
      method: 'post',
      path: '/approvals/{id}/withdraw',
      summary: "Withdraw a request for approval that the key's owner made",
      description: "Others' are approved and refused in person, in the console.",
      act: 'approvals.withdraw',
      params: ById,
      answer: { status: 204 },
      refuses: ['not_found', 'approval_ended'],
      handle: ({ caller, params }) => approvals.refuse(caller, params.id),
    }),
  ];
}
