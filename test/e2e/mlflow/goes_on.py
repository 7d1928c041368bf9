"""A program whose server is killed in the middle of its run, and comes back: it asks again, and goes on."""
import os
import signal
import sys

import mlflow

with mlflow.start_run(run_name="goes on"):
    mlflow.log_param("lr", 0.1)
    for step in range(50):
        mlflow.log_metric("loss", step, step=step)
    os.kill(int(sys.argv[1]), signal.SIGKILL)
    for step in range(50, 100):
        mlflow.log_metric("loss", step, step=step)
    mlflow.log_text("late", "late.txt")
