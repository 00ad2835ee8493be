// `reslice/read-worker`: the program of a worker that reads files, for a host that makes its workers itself. It exports nothing.
import '../load/read-worker.ts';
