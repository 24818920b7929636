import { testNotebooks } from './solved.js';

testNotebooks(3);
