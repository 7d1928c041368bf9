"""Runs that everyday.py recorded, when they are commits; the id of the first is the argument."""
import os
import sys
import tempfile

import mlflow
from mlflow import MlflowClient

from first_run import check_first, refused

client = MlflowClient()
first = sys.argv[1]
check_first(first)
ids = [mlflow.get_experiment_by_name("everyday").experiment_id]
assert [r.info.run_id for r in client.search_runs(ids, "params.lr = '0.1' and metrics.loss < 0.3")] == [first]
assert len(client.search_runs(ids)) == 6

# What was recorded stays; what people say of it may change.
refused(lambda: client.log_param(first, "lr", 9), "Changing param values is not allowed")
client.log_param(first, "lr", 0.1)
with mlflow.start_run(run_id=first):
    mlflow.set_tag("later", "yes")
    mlflow.delete_tag("b")
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "later.txt")
        with open(path, "w") as file:
            file.write("later")
        mlflow.log_artifact(path, "more")
    mlflow.log_text("changed", "notes/note.txt")
client.update_run(first, name="renamed")
again = client.get_run(first)
assert again.data.tags["later"] == "yes" and "b" not in again.data.tags, again.data.tags
assert again.info.run_name == "renamed" and again.data.tags["mlflow.runName"] == "renamed"
assert again.info.status == "FINISHED"
assert mlflow.artifacts.load_text(f"runs:/{first}/more/later.txt") == "later"
assert mlflow.artifacts.load_text(f"runs:/{first}/notes/note.txt") == "changed"
client.delete_run(first)
assert client.get_run(first).info.lifecycle_stage == "deleted" and len(client.search_runs(ids)) == 5
client.restore_run(first)
assert len(client.search_runs(ids)) == 6
