import assert from 'node:assert/strict';
import { english } from '../../../src/words/english';
import { testId } from '../../support/incidents';
import { withoutEditor } from '../../support/withoutEditor';

describe('what is said of sharing', () => {
  withoutEditor(english);

  it('who stops is told how much the others do not have, and that it stays here', async () => {
    const { stopText } = await import('../../../src/ui/sharing/sharingText');
    assert.match(stopText([testId]), /not sent\.\n\n1 record is newer here than the others have it\. It stays here/);
    assert.match(stopText([testId, 'INC-222222']), /2 records are newer here .* stay here/);
    assert.doesNotMatch(stopText([]), /newer here/);
    assert.doesNotMatch(stopText(undefined), /newer here/);
  });

  it('a record that is not here may be on its way, or stay elsewhere for its label', async () => {
    const { faultText } = await import('../../../src/ui/editor/faultText');
    const text = faultText(testId, { code: 'notFound', id: testId });
    for (const told of [testId, 'is not in this store', 'shared', 'RED', 'AMBER+STRICT', 'not have come yet'])
      assert.ok(text.includes(told), text);
  });
});
