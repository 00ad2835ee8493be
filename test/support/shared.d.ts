/** Whether real scans are here (vite.config.ts). */
declare const __SHARED__: boolean;
