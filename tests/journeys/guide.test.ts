import { sqlite } from '../engines.ts';
import { followTheGuide } from './guide.ts';

followTheGuide(sqlite);
