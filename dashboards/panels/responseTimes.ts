/** LivePerson's response and waiting times, with names short enough for several in a panel. */
export const responseTimes = [
  { id: 'avg_wait_time', name: 'Response' },
  { id: 'avg_wait_time_first_response', name: 'First response' },
  { id: 'avg_time_to_response', name: 'Response after assignment' },
  { id: 'avg_time_to_first_response_first_assignment', name: 'First response after assignment' },
  { id: 'wait_time', name: 'Wait for assignment' },
];
