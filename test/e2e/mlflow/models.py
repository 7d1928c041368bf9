"""Data sets and logged models, by the client alone."""
import mlflow
from mlflow import MlflowClient
from mlflow.data.dataset_source_registry import resolve_dataset_source
from mlflow.data.meta_dataset import MetaDataset
from mlflow.entities import LoggedModelStatus

from first_run import refused

client = MlflowClient()
mlflow.set_experiment("models")
source = resolve_dataset_source("http://example.com/data.csv")
with mlflow.start_run() as run:
    id = run.info.run_id
    mlflow.log_input(MetaDataset(source, name="rows", digest="abc"), context="training")
    model = mlflow.initialize_logged_model("net", source_run_id=id, params={"layers": "3"}, tags={"kind": "cnn"})
    mlflow.log_metric("acc", 0.9, step=1, model_id=model.model_id)
    mlflow.set_logged_model_tags(model.model_id, {"more": "1"})
    mlflow.finalize_logged_model(model.model_id, LoggedModelStatus.READY)
    other = mlflow.initialize_logged_model("other", source_run_id=id)


def check():
    inputs = client.get_run(id).inputs.dataset_inputs
    assert [(i.dataset.name, i.dataset.digest) for i in inputs] == [("rows", "abc")], inputs
    assert inputs[0].tags[0].value == "training"
    found = mlflow.get_logged_model(model.model_id)
    assert found.name == "net" and found.status == "READY" and found.source_run_id == id, found
    assert found.params == {"layers": "3"} and found.tags["kind"] == "cnn" and found.tags["more"] == "1", found
    assert [(m.key, m.value, m.run_id) for m in found.metrics] == [("acc", 0.9, id)], found.metrics
    ids = [run.info.experiment_id]
    search = lambda text: client.search_logged_models(ids, text)
    assert [m.name for m in search("name = 'net'")] == ["net"]
    assert len(search("")) == 2
    assert [m.name for m in search("params.layers = '3'")] == ["net"]
    assert [m.name for m in search("metrics.acc > 0.5")] == ["net"]
    assert [r.info.run_id for r in client.search_runs(ids, "dataset.name = 'rows'")] == [id]


check()
refused(lambda: mlflow.get_logged_model("m-" + "0" * 32), "not found")
mlflow.delete_logged_model_tag(model.model_id, "more")
refused(lambda: client.delete_logged_model_tag(model.model_id, "more"), "No tag with key")
mlflow.set_logged_model_tags(model.model_id, {"more": "1"})
# A model of no run.
alone = mlflow.create_external_model("alone")
assert mlflow.get_logged_model(alone.model_id).name == "alone"
client.delete_logged_model(other.model_id)
refused(lambda: mlflow.get_logged_model(other.model_id), "not found")
