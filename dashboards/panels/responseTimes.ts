/** LivePerson's response and waiting times, with names short enough for several in a panel. */
export const responseTimes = [
  { id: 'avg_wait_time', name: 'Response time' },
  { id: 'avg_wait_time_first_response', name: 'Time to first response' },
  { id: 'avg_time_to_response', name: 'Assign to response' },
  { id: 'avg_time_to_first_response_first_assignment', name: 'First from assignment' },
  { id: 'wait_time', name: 'Wait time' },
];
