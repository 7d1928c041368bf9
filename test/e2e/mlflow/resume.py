"""A run that has ended and is gone on with: what is to be done, and the run's id once there is one."""
import math
import os
import signal
import sys

import mlflow
from mlflow import MlflowClient

from first_run import refused

client = MlflowClient()
what, run_id = sys.argv[1], (sys.argv + [""])[2]


def values(key):
    return [metric.value for metric in client.get_metric_history(run_id, key)]


if what == "begin":
    mlflow.set_experiment("resumed")
    with mlflow.start_run(run_name="long") as run:
        mlflow.log_param("lr", 0.1)
        for step in range(3):
            mlflow.log_metric("loss", 3 - step, step=step)
        mlflow.log_text("old", "notes/old.txt")
    print(run.info.run_id)

elif what == "again":
    # Ends as failed: the block is left by an exception.
    try:
        with mlflow.start_run(run_id=run_id) as run:
            assert run.info.status == "RUNNING", run.info
            assert run.data.params == {"lr": "0.1"} and run.data.metrics == {"loss": 1.0}, run.data
            mlflow.log_param("lr", 0.1)
            refused(lambda: client.log_param(run_id, "lr", 9), "Changing param values is not allowed")
            mlflow.log_params({"epochs": 6, "late": "yes"})
            mlflow.log_metrics({"loss": 0.5, "nan": math.nan}, step=3)
            for step in range(4, 6):
                mlflow.log_metric("loss", 1 / step, step=step)
            mlflow.set_tag("stage", "resumed")
            mlflow.log_text("new", "notes/new.txt")
            assert values("loss") == [3, 2, 1, 0.5, 0.25, 0.2], values("loss")
            [found] = mlflow.search_runs(
                experiment_names=["resumed"], filter_string="params.late = 'yes'", output_format="list"
            )
            assert found.info.run_id == run_id and found.info.status == "RUNNING"
            raise KeyError("on purpose")
    except KeyError:
        pass
    assert client.get_run(run_id).info.status == "FAILED"

elif what == "check":
    run = client.get_run(run_id)
    assert run.info.status == "FAILED" and run.info.run_name == "long", run.info
    assert run.data.params == {"lr": "0.1", "epochs": "6", "late": "yes"}, run.data.params
    assert run.data.metrics["loss"] == 0.2 and math.isnan(run.data.metrics["nan"]), run.data.metrics
    assert run.data.tags["stage"] == "resumed"
    assert values("loss") == [3, 2, 1, 0.5, 0.25, 0.2], values("loss")
    assert mlflow.artifacts.load_text(f"runs:/{run_id}/notes/old.txt") == "old"
    assert mlflow.artifacts.load_text(f"runs:/{run_id}/notes/new.txt") == "new"

elif what == "killed":
    mlflow.start_run(run_id=run_id)
    for step in range(50):
        mlflow.log_metric("late", step, step=step)
    os.kill(os.getpid(), signal.SIGKILL)

elif what == "more":
    # As a job: the run that it names, and then one of its own.
    with mlflow.start_run(run_id=run_id):
        mlflow.log_metric("late", 50, step=50)
    with mlflow.start_run(run_name="own"):
        mlflow.log_param("own", 1)
