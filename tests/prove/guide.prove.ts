import { postgresql } from '../engines.ts';
import { followTheGuide } from '../journeys/guide.ts';

followTheGuide(postgresql);
