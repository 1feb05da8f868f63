import { Box, Text } from '@grafana/ui';

import { leftOut, type Chosen } from '../query/chosen';

/** Says what was chosen before and does not go with the rows or the shape chosen now. */
export function LeftOutNote({ chosen }: { chosen: Chosen }) {
  const sentences = leftOut(chosen);
  if (sentences.length === 0) {
    return null;
  }
  return (
    <Box width="100%">
      <Text color="secondary" variant="bodySmall">
        {sentences.join(' ')}
      </Text>
    </Box>
  );
}
