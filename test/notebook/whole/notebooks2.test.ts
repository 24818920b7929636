import { testNotebooks } from './solved.js';

testNotebooks(2);
