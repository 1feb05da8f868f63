/** Why a request is not answered: a status and a sentence for the one who asked. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message);
  }
}

/** The error body of the KMM and account list APIs. */
export function errorBody(message: string, internalCode: number) {
  return { time: new Date().toISOString(), message, internalCode };
}
