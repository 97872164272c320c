import {
  provideVSCodeDesignSystem,
  TextArea,
  TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/** Registers the controls of the pages that write. This file is the one place that knows the toolkit: swap it here. */
export function registerControls(): void {
  keepName(TextField.prototype);
  keepName(TextArea.prototype);
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeRadio(),
    vsCodeRadioGroup(),
    vsCodeTextArea(),
    vsCodeTextField(),
  );
}

/** Registers those that the read-only page searches and filters with: nothing to tick, nothing to write a text in. */
export function registerReadingControls(): void {
  keepName(TextField.prototype);
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());
}

/** These controls call themselves “Text field” and “Text area” when they come into the page, whatever name they were given. */
function keepName(control: HTMLElement & { connectedCallback(): void }): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the control that it belongs to
  const connect = control.connectedCallback;
  control.connectedCallback = function (this: typeof control) {
    const name = this.getAttribute('aria-label');
    connect.call(this);
    if (name !== null) this.setAttribute('aria-label', name);
  };
}
