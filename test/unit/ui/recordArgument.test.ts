import assert from 'node:assert/strict';
import { english } from '../../../src/words/english';
import { withoutEditor } from '../../support/withoutEditor';

describe('what a command’s argument names', () => {
  withoutEditor(english);

  const asked = async (argument: unknown): Promise<readonly unknown[]> => {
    const { incidentArgument, recordArgument } = await import('../../../src/ui/commands/recordArgument');
    return [incidentArgument.safeParse(argument).data, recordArgument.safeParse(argument).data];
  };

  for (const [what, argument, incident, record] of [
    ['the row of an incident', { type: 'record', id: 'INC-000001' }, 'INC-000001', 'INC-000001'],
    ['a row below an incident', { type: 'suspects', incident: 'INC-000001' }, 'INC-000001', undefined],
    ['a row below an incident that has an id of its own', { type: 'gap', incident: 'INC-000001', id: 'm1' }, 'INC-000001', undefined],
    ['another record', { type: 'record', id: 'PRB-000001' }, undefined, 'PRB-000001'],
    ['an incident with a place that is none', { id: 'INC-000001', step: 'nowhere', party: 'nobody', duty: 7 }, 'INC-000001', 'INC-000001'],
    ['what names none', { id: 'INC-1', incident: 'PRB-000001' }, undefined, undefined],
    ['nothing', undefined, undefined, undefined],
  ] as const)
    it(what, async () => {
      assert.deepEqual(await asked(argument), [incident, record]);
    });
});

describe('Make Known Error…', () => {
  withoutEditor(english);

  it('asks of whatever record is named, an incident too: that it does not offer that is said', async () => {
    const { recordCommands } = await import('../../../src/ui/commands/recordCommands');
    const asked: unknown[] = [];
    const records = { makeKnownError: (id: unknown) => Promise.resolve(asked.push(id)) };
    const commands = recordCommands({ records } as unknown as Parameters<typeof recordCommands>[0]);
    for (const id of ['PRB-000001', 'INC-000001']) await commands['faultline.makeKnownError']({ id });
    assert.deepEqual(asked, ['PRB-000001', 'INC-000001']);
  });
});
