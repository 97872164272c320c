import assert from 'node:assert/strict';
import { contentPolicy } from '../../../src/ui/panel/contentPolicy';

describe('the content policy of the pages', () => {
  it('allows nothing but what a page needs, and names what default-src does not cover', () => {
    assert.deepEqual(contentPolicy('https://host', 'script', 'style').split('; '), [
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "style-src https://host 'nonce-style'",
      'img-src blob:',
      'font-src https://host',
      "script-src 'nonce-script'",
    ]);
  });
});
