import { testNotebooks } from './solved.js';

testNotebooks(0);
