import { EditorField } from '@grafana/plugin-ui';
import { Input } from '@grafana/ui';
import React from 'react';

interface Props extends Pick<React.ComponentProps<typeof Input>, 'placeholder' | 'suffix'> {
  label: string;
  tooltip?: string;
  value: string;
  /** In units of 8 pixels. */
  width: number;
  /** The error of a text as a sentence, or undefined for a valid one. */
  validate: (text: string) => string | undefined;
  onCommit: (text: string) => void;
}

/** An input that commits its text on Enter or blur, without spaces around it, if it is valid. */
export function DeferredInput({ label, tooltip, value, width, validate, onCommit, ...input }: Props) {
  const id = React.useId();
  const [draft, setDraft] = React.useState<string>();
  const error = draft === undefined ? undefined : validate(draft.trim());

  const commit = () => {
    if (draft === undefined || error) {
      return;
    }
    setDraft(undefined);
    if (draft.trim() !== value) {
      onCommit(draft.trim());
    }
  };

  return (
    <EditorField label={label} tooltip={tooltip} invalid={error !== undefined} error={error} htmlFor={id}>
      <Input
        {...input}
        id={id}
        width={width}
        value={draft ?? value}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </EditorField>
  );
}
