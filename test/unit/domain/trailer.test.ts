import assert from 'node:assert/strict';
import { incidentsFixedBy } from '../../../src/domain/trailer';

describe('trailers of commit messages', () => {
  it('name the incidents a commit fixes', () => {
    assert.deepEqual(incidentsFixedBy('Body\n\nIncident: INC-7K3QF2\nFixes: INC-9PX2M0, inc-7k3qf2\nFixes: 1a2b3c4 ("x")'), [
      'INC-7K3QF2',
      'INC-9PX2M0',
    ]);
  });

  it('nothing else does', () => {
    for (const text of ['', 'see INC-7K3QF2', 'The incident: INC-7K3QF2', 'Incident: INC-7K3', 'Incident: PRB-7K3QF2', 'Incident: #12'])
      assert.deepEqual(incidentsFixedBy(text), [], text);
  });
});
