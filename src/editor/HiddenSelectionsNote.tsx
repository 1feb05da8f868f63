import { Box, Text } from '@grafana/ui';

import { hiddenSelections, type EditorDraft } from '../query/editorDraft';

/** Says what was chosen before and does not go with the rows or the shape chosen now. */
export function HiddenSelectionsNote({ draft }: { draft: EditorDraft }) {
  const sentences = hiddenSelections(draft);
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
