// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';
import { configure } from '@testing-library/react';

// What a person waits for comes when it comes: a busy machine is no failure.
configure({ asyncUtilTimeout: 15_000 });
