"""A program that is killed in the middle of its run."""
import os
import signal

import mlflow

with mlflow.start_run(run_name="killed"):
    for step in range(100):
        mlflow.log_metric("loss", step, step=step)
    os.kill(os.getpid(), signal.SIGKILL)
