import assert from 'node:assert/strict';
import { keyAction, type KeyPress } from '../../../media/form/keys';

const plain: KeyPress = {
  key: 'Enter',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  inDialog: false,
  inLastQuestion: false,
};
const control = { ...plain, ctrlKey: true };

describe('the keys of a form', () => {
  it('Ctrl+S and Cmd+S save, wherever they are pressed', () => {
    assert.equal(keyAction({ ...control, key: 's' }), 'save');
    assert.equal(keyAction({ ...control, key: 'S' }), 'save');
    assert.equal(keyAction({ ...plain, metaKey: true, key: 's', inDialog: true }), 'save');
    assert.equal(keyAction({ ...plain, key: 's' }), undefined);
  });

  it('Ctrl+Enter and Cmd+Enter go on, and accept a dialog', () => {
    assert.equal(keyAction(control), 'goOn');
    assert.equal(keyAction({ ...plain, metaKey: true }), 'goOn');
    assert.equal(keyAction({ ...control, inDialog: true }), 'ok');
  });

  it('Enter goes on in the last question alone', () => {
    assert.equal(keyAction({ ...plain, inLastQuestion: true }), 'goOn');
    assert.equal(keyAction(plain), undefined);
    assert.equal(keyAction({ ...plain, inDialog: true }), undefined);
  });

  it('other keys and keys of an input method do nothing', () => {
    assert.equal(keyAction({ ...control, key: 'x' }), undefined);
    for (const also of [{ shiftKey: true }, { altKey: true }, { isComposing: true }]) {
      assert.equal(keyAction({ ...control, ...also }), undefined);
      assert.equal(keyAction({ ...control, ...also, key: 's' }), undefined);
    }
  });
});
