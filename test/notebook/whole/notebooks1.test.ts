import { testNotebooks } from './solved.js';

testNotebooks(1);
