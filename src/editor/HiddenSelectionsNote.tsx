import { Box, Text } from '@grafana/ui';

import { hiddenSelections, type EditorDraft } from '../query/editorDraft';

/** Lists the earlier selections that the selected rows or shape do not support. */
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
