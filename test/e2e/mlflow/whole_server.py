"""Fills a server with all that it can have of runs: those that ended in every way, nested, deleted, with models."""
import time

import mlflow
from mlflow import MlflowClient
from mlflow.data.dataset_source_registry import resolve_dataset_source
from mlflow.data.meta_dataset import MetaDataset
from mlflow.entities import LoggedModelInput, LoggedModelStatus, Metric

client = MlflowClient()
mlflow.set_experiment("odd: things")
client.set_experiment_tag(mlflow.set_experiment("odd: things").experiment_id, "mlflow.note.content", "Of *note*")
source = resolve_dataset_source("http://example.com/data.csv")
rows = MetaDataset(source, name="rows", digest="abc")
now = int(time.time() * 1000)

with mlflow.start_run(run_name="parent: one", description="The *first*") as parent:
    id = parent.info.run_id
    mlflow.log_params({"long": "x" * 6000, "empty": "", "ünï/cödé": "ß\n2"})
    mlflow.log_metric("nothing", float("nan"), step=-1)
    client.log_metric(id, "large", 0.1 + 0.2, timestamp=9007199254740993, step=9007199254740995)
    client.log_batch(id, [Metric("loss", 1 / (step + 1), now + step, step) for step in range(1000)])
    mlflow.log_text("hello", "a/b c/ü.txt")
    mlflow.log_text("", "empty.txt")
    mlflow.log_input(rows, context="training")
    with mlflow.start_run(run_name="child", nested=True):
        mlflow.log_metric("acc", 0.5)
    model = mlflow.initialize_logged_model("net", params={"layers": "2"}, tags={"kind": "cnn"}, model_type="agent")
    mlflow.log_metric("acc", 0.75, step=3, model_id=model.model_id, dataset=rows)
    mlflow.finalize_logged_model(model.model_id, LoggedModelStatus.READY)
    mlflow.log_outputs([mlflow.entities.LoggedModelOutput(model.model_id, step=3)])
try:
    with mlflow.start_run(run_name="fails"):
        raise ValueError
except ValueError:
    pass
with mlflow.start_run(run_name="evaluates") as run:
    client.log_inputs(run.info.run_id, models=[LoggedModelInput(model.model_id)])
    mlflow.log_metric("score", 0.1, step=7, model_id=model.model_id)
client.set_terminated(client.create_run("0", run_name="killed").info.run_id, "KILLED")
client.create_run("0", run_name="goes on")
deleted = client.create_run("0", run_name="deleted").info.run_id
client.log_metric(deleted, "m", 1)
client.set_terminated(deleted)
client.delete_run(deleted)
gone = client.create_experiment("gone")
client.set_terminated(client.create_run(gone, run_name="in gone").info.run_id)
client.delete_experiment(gone)
