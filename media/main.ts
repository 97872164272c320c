import './shared/line';
import { config } from 'zod';
import { IncidentPage } from './incident/page';
import { ReadOnlyPage } from './readOnly/page';
import { registerControls } from './toolkit';

// The page's policy forbids code from strings; without this zod would probe for it.
config({ jitless: true });
registerControls();

const root = document.getElementById('root');
if (root) {
  if (document.body.dataset['view'] === 'readOnly') new ReadOnlyPage(root).start();
  else new IncidentPage(root).start();
}
