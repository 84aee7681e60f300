import { columnMetrics } from '@gpu-console/shared/metrics';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';

describe('the OpenAPI document', () => {
  it.each(columnMetrics)(
    'says of a GPU’s reading of $id what it is and in which unit',
    ({ id, name, unit }) => {
      expect(openApiDocument('1.2.3', '')).toHaveProperty(
        [
          'paths',
          '/api/v1/clusters/{cluster}/gpus/{uuid}',
          'get',
          ...['responses', '200', 'content', 'application/json', 'schema'],
          ...['properties', 'gpu', 'properties', 'readings', 'properties', id, 'description'],
        ],
        `${name.en} (${unit})`,
      );
    },
  );
});
