/** An error response: an HTTP status and a message for the client. */
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
