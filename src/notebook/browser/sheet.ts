/** The script of a report: one page that stands alone. */

import { keepDrawn } from './keepDrawn.js';
import { openForPaper } from './openForPaper.js';

openForPaper();
void keepDrawn();
