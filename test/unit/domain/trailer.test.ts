import assert from 'node:assert/strict';
import { incidentsFixedBy } from '../../../src/domain/incident/trailer';

describe('trailers of commit messages', () => {
  it('name the incidents a commit fixes', () => {
    assert.deepEqual(incidentsFixedBy('Body\n\nIncident: INC-7K3QF2\nFixes: INC-9PX2M0, inc-7k3qf2\nFixes: 1a2b3c4 ("x")'), [
      'INC-7K3QF2',
      'INC-9PX2M0',
    ]);
  });

  it('each of the names that git hosts know, whatever the case, indented or not, several to a line', () => {
    for (const name of ['Incident', 'Fixes', 'Fixed', 'Closes', 'Resolves', 'FIXES', 'incident'])
      assert.deepEqual(incidentsFixedBy(`${name}: INC-7K3QF2`), ['INC-7K3QF2'], name);
    assert.deepEqual(incidentsFixedBy(' \t Fixes:INC-7K3QF2'), ['INC-7K3QF2']);
    assert.deepEqual(incidentsFixedBy('Fixes: \t INC-7K3QF2,INC-9PX2M0;  INC-000000'), ['INC-7K3QF2', 'INC-9PX2M0', 'INC-000000']);
  });

  it('the first 200 characters of a line are read', () => {
    assert.deepEqual(incidentsFixedBy(`Fixes: ${'x'.repeat(189)} INC-7K3QF2`), ['INC-7K3QF2']);
    assert.deepEqual(incidentsFixedBy(`Fixes: ${'x'.repeat(190)} INC-7K3QF2`), []);
  });

  it('nothing else does', () => {
    for (const text of [
      '',
      'see INC-7K3QF2',
      'The incident: INC-7K3QF2',
      'Incident: INC-7K3',
      'Incident: PRB-7K3QF2',
      'Incident: #12',
      'Fixes INC-7K3QF2',
      'Fixes:\nINC-7K3QF2',
      'Prefixes: INC-7K3QF2',
    ])
      assert.deepEqual(incidentsFixedBy(text), [], text);
  });
});
