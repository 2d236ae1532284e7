"""The pages people use: a résumé in, a job pasted, a run watched, its changes decided, a file out."""
