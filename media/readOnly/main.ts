import { beginPage } from '../shared/beginPage';
import { registerReadingControls } from '../toolkit';
import { ReadOnlyPage } from './page';

registerReadingControls();
beginPage(root => new ReadOnlyPage(root));
