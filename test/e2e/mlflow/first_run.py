"""What must be told of the first run of everyday.py, while it is open and when it is a commit."""
import math
import os
import tempfile

import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

client = MlflowClient()


def refused(call, words):
    try:
        call()
    except MlflowException as error:
        assert words in str(error), error
    else:
        raise AssertionError(f"not refused: {words}")


def check_run(run):
    data = run.data
    assert run.info.run_name == "first"
    assert data.params["lr"] == "0.1" and data.params["empty"] == "" and data.params["flag"] == "True", data.params
    assert len(data.params) == 255, len(data.params)
    assert data.metrics["loss"] == 0.2, data.metrics
    assert data.metrics["late"] == 2.0, data.metrics
    assert math.isnan(data.metrics["odd"]) and data.metrics["odd2"] == math.inf, data.metrics
    assert data.tags["b"] == "2" and data.tags["c"] == "3" and "a" not in data.tags, data.tags
    assert data.tags["mlflow.note.content"] == "a *note*"
    assert data.tags["stage"] == "dev" and data.tags["t49"] == "49"


def check_history(first):
    history = client.get_metric_history(first, "loss")
    assert [(m.step, m.value) for m in history] == [(i, 1 / (i + 1)) for i in range(5)], history
    assert all(m.timestamp > 1_600_000_000_000 for m in history)
    assert len(client.get_metric_history(first, "batch")) == 2500
    assert client.get_metric_history(first, "big")[0].step == 9007199254740993
    assert client.get_metric_history(first, "none") == []


def check_files(first):
    names = sorted(file.path for file in client.list_artifacts(first))
    assert names == ["a.txt", "dict.json", "files", "notes"], names
    files = {file.path: file for file in client.list_artifacts(first, "files")}
    assert files["files/sub"].is_dir and files["files/a.txt"].file_size == 5, files
    with tempfile.TemporaryDirectory() as directory:
        local = mlflow.artifacts.download_artifacts(run_id=first, artifact_path="files", dst_path=directory)
        with open(os.path.join(local, "sub", "deep", "c ü.txt")) as file:
            assert file.read() == "sub/deep/c ü.txt"
        assert os.path.getsize(os.path.join(local, "empty.bin")) == 0
    assert mlflow.artifacts.load_text(f"runs:/{first}/notes/note.txt") == "text"
    assert mlflow.artifacts.load_dict(f"runs:/{first}/dict.json") == {"k": 1}
    refused(lambda: mlflow.artifacts.load_text(f"runs:/{first}/no.txt"), "Failed to download artifacts")


def check_first(first):
    check_run(client.get_run(first))
    check_history(first)
    check_files(first)
