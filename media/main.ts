import { config } from 'zod';
import { FormRecordPage } from './formRecord/page';
import { IncidentPage } from './incident/page';
import { ReadOnlyPage } from './readOnly/page';
import { registerControls } from './toolkit';

// The page's policy forbids code from strings; without this zod would probe for it.
config({ jitless: true });
registerControls();

const root = document.getElementById('root');
if (root) {
  const pages = { readOnly: ReadOnlyPage, record: FormRecordPage, incident: IncidentPage };
  const view = document.body.dataset['view'] as keyof typeof pages;
  new pages[view](root).start();
}
