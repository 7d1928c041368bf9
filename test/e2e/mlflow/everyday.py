"""What programs do with runs every day; each step is checked where it is done."""
import math
import os
import tempfile

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag, ViewType

from first_run import check_first, refused

client = MlflowClient()
mlflow.set_experiment("everyday")
experiment = mlflow.get_experiment_by_name("everyday")


# A run with a name, and all kinds of things in it.
with mlflow.start_run(run_name="first", description="a *note*", tags={"stage": "dev"}) as run:
    first = run.info.run_id
    mlflow.log_params({"lr": 0.1, "depth": 3, "name": "adam", "empty": "", "flag": True})
    mlflow.log_param("lr", 0.1)
    refused(lambda: mlflow.log_param("lr", 0.2), "Changing param values is not allowed")
    for step in range(5):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
    mlflow.log_metrics({"acc": 0.5, "auc": 0.25}, step=3)
    mlflow.log_metric("odd", math.nan)
    mlflow.log_metric("odd2", math.inf)
    mlflow.log_metric("late", 2.0, step=7)
    mlflow.log_metric("late", 1.0, step=2)
    mlflow.set_tags({"a": "1", "b": "2"})
    mlflow.set_tag("c", "3")
    mlflow.delete_tag("a")
    refused(lambda: client.delete_tag(first, "never"), "No tag with name")
    with tempfile.TemporaryDirectory() as directory:
        os.makedirs(os.path.join(directory, "sub", "deep"))
        for name in ["a.txt", "sub/b.txt", "sub/deep/c ü.txt", "empty.bin"]:
            with open(os.path.join(directory, name), "w") as file:
                file.write("" if name == "empty.bin" else name)
        mlflow.log_artifacts(directory, "files")
        mlflow.log_artifact(os.path.join(directory, "a.txt"))
    mlflow.log_text("text", "notes/note.txt")
    mlflow.log_dict({"k": 1}, "dict.json")
    client.log_batch(
        first,
        metrics=[Metric("batch", i, 1700000000000 + i, i) for i in range(2500)],
        params=[Param(f"p{i}", str(i)) for i in range(250)],
        tags=[RunTag(f"t{i}", str(i)) for i in range(50)],
    )
    client.log_metric(first, "big", 1.0, timestamp=1700000000000, step=9007199254740993)
    during = client.get_run(first)
    assert during.info.status == "RUNNING", during.info


check_first(first)

# Nested runs, runs without a name, and one that fails.
with mlflow.start_run(run_name="parent") as parent:
    for i in range(3):
        with mlflow.start_run(nested=True) as child:
            mlflow.log_metric("score", i)
assert client.get_run(child.info.run_id).data.tags["mlflow.parentRunId"] == parent.info.run_id
try:
    with mlflow.start_run(run_name="failing") as failing:
        raise ValueError("no")
except ValueError:
    pass
assert client.get_run(failing.info.run_id).info.status == "FAILED"

# Resumed while it is still warm.
with mlflow.start_run(run_id=parent.info.run_id):
    mlflow.log_metric("more", 1)
assert client.get_run(parent.info.run_id).data.metrics["more"] == 1

# Found again.
ids = [experiment.experiment_id]
assert len(client.search_runs(ids)) == 6
children = client.search_runs(ids, f"tags.mlflow.parentRunId = '{parent.info.run_id}'", order_by=["metrics.score DESC"])
assert [r.data.metrics["score"] for r in children] == [2, 1, 0]
assert [r.info.run_id for r in client.search_runs(ids, "params.lr = '0.1' and metrics.loss < 0.3")] == [first]
assert [r.info.run_name for r in client.search_runs(ids, "attributes.status = 'FAILED'")] == ["failing"]
assert [r.info.run_name for r in client.search_runs(ids, "attributes.run_name LIKE 'par%'")] == ["parent"]
page = client.search_runs(ids, max_results=4)
rest = client.search_runs(ids, max_results=4, page_token=page.token)
assert len(page) == 4 and len(rest) == 2 and not rest.token
refused(lambda: client.search_runs(ids, "params.lr = '1' or x"), "Invalid clause(s)")

# Experiments.
for name in ["e1", "e2", "e3"]:
    client.create_experiment(name, tags={"kind": name})
refused(lambda: client.create_experiment("e1"), "already exists")
assert {e.name for e in client.search_experiments()} >= {"e1", "e2", "e3", "everyday", "Default"}
assert [e.name for e in client.search_experiments(filter_string="name LIKE 'e_'", order_by=["name DESC"])] == ["e3", "e2", "e1"]
assert [e.name for e in client.search_experiments(filter_string="tags.kind = 'e2'")] == ["e2"]
two = client.search_experiments(max_results=2, order_by=["name"])
assert len(two) == 2 and two.token
e2 = client.get_experiment_by_name("e2").experiment_id
client.rename_experiment(e2, "renamed")
client.set_experiment_tag(e2, "x", "y")
assert client.get_experiment(e2).name == "renamed" and client.get_experiment(e2).tags["x"] == "y"
client.delete_experiment(e2)
assert client.get_experiment(e2).lifecycle_stage == "deleted"
refused(lambda: client.create_run(e2), "must be in the 'active' state")
assert [e.experiment_id for e in client.search_experiments(view_type=ViewType.DELETED_ONLY)] == [e2]
client.restore_experiment(e2)
assert client.get_experiment(e2).lifecycle_stage == "active"
refused(lambda: client.get_experiment("nosuch"), "No Experiment with id=nosuch exists")

# Into the trash and out of it.
client.delete_run(failing.info.run_id)
assert client.get_run(failing.info.run_id).info.lifecycle_stage == "deleted"
assert len(client.search_runs(ids)) == 5
assert len(client.search_runs(ids, run_view_type=ViewType.ALL)) == 6
refused(lambda: client.set_tag(failing.info.run_id, "a", "b"), "must be in the 'active' state")
client.restore_run(failing.info.run_id)
client.set_tag(failing.info.run_id, "a", "b")

# Without an experiment.
with mlflow.start_run(experiment_id="0") as plain:
    mlflow.log_metric("m", 1)
assert client.get_experiment("0").name == "Default"
assert len(client.search_runs(["0"])) == 1

print(first)
