import { withLimit } from '../query/change';
import { isVariable, type KmmQuery } from '../query/model';
import { DeferredInput } from './DeferredInput';
import type { FieldProps } from './fieldProps';

interface Props extends FieldProps {
  tooltip: string;
  placeholder: string;
  /** What an empty limit means, in words. */
  ifEmpty: string;
}

function isValid(text: string): boolean {
  return text === '' || isVariable(text) || (Number.isInteger(Number(text)) && Number(text) > 0);
}

function readLimit(text: string): KmmQuery['limit'] {
  if (text === '') {
    return undefined;
  }
  return isVariable(text) ? text : Number(text);
}

/** The maximum number of rows or annotations: a number or a variable. */
export function LimitField({ query, onChange, tooltip, placeholder, ifEmpty }: Props) {
  return (
    <DeferredInput
      label="Limit"
      tooltip={tooltip}
      width={10}
      placeholder={placeholder}
      value={query.limit === undefined ? '' : String(query.limit)}
      validate={(text) =>
        isValid(text)
          ? undefined
          : `"${text}" is not a valid limit. Enter a whole number from 1 or a variable, or leave it empty for ${ifEmpty}.`
      }
      onCommit={(text) => onChange(withLimit(query, readLimit(text)))}
    />
  );
}
