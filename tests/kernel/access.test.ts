import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Act,
  type Caller,
  matrix,
  may,
  mayGive,
  maySteer,
  type Role,
  rank,
  roles,
  system,
} from '../../src/kernel/index.ts';

const as = (role: Role): Caller => ({ ...system, actor: { kind: 'user', id: 'me', label: 'me', role } });
const stranger: Caller = { ...system, actor: { kind: 'stranger' } };
const acts = Object.keys(matrix) as Act[];

describe('the access matrix', () => {
  for (const act of acts) {
    const demand = matrix[act];
    it(`${act} demands ${demand}`, () => {
      assert.equal(may(stranger, act), false);
      for (const role of roles) {
        const expected = demand !== 'self' && rank(role) >= rank(demand);
        assert.equal(may(as(role), act), expected, role);
        if (demand === 'self') assert.ok(may(as(role), act, { id: 'me', role }));
      }
    });
  }

  it('I-14 I-50 lets nobody act on an equal or a greater one, but for `settings`', () => {
    for (const mine of roles) {
      for (const theirs of roles) {
        const expected = mine === 'settings' || (rank(mine) >= rank('helpdesk') && rank(mine) > rank(theirs));
        assert.equal(may(as(mine), 'resets.send', { id: 'other', role: theirs }), expected, `${mine} on ${theirs}`);
      }
    }
  });

  it('keeps what is one’s own from everybody else', () => {
    for (const role of roles) assert.equal(may(as(role), 'own.password', { id: 'other', role: 'user' }), false);
  });

  it('lets nobody give a role as high as their own, but for `settings`, and nobody change their own', () => {
    for (const mine of roles) {
      for (const given of roles) {
        assert.equal(
          mayGive(as(mine), given),
          mine === 'settings' || rank(mine) > rank(given),
          `${mine} gives ${given}`,
        );
        assert.equal(mayGive(as(mine), given, { id: 'me', role: mine }), false);
      }
    }
  });

  it('lets nobody steer what somebody greater began, and everybody what is their own', () => {
    for (const mine of roles) {
      for (const theirs of roles) {
        const beginner = { kind: 'user', id: 'other', label: 'other', role: theirs } as const;
        assert.equal(maySteer(as(mine), beginner), rank(mine) >= rank(theirs), `${mine} steers ${theirs}`);
        assert.equal(maySteer(as(mine), { ...beginner, id: 'me' }), true);
        assert.equal(maySteer(stranger, beginner), false);
      }
      assert.equal(maySteer(as(mine), { kind: 'operator', label: 'root' }), mine === 'settings', mine);
      assert.equal(maySteer(as(mine), undefined), true, 'nobody acts in it any more');
    }
  });

  it('lets the machine’s operator do everything', () => {
    const operator: Caller = { ...system, actor: { kind: 'operator', label: 'root' } };
    for (const act of acts) assert.ok(may(operator, act, { id: 'other', role: 'settings' }));
  });
});
