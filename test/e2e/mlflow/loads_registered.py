"""Loads what registers.py has registered, wherever it has been brought; `counted` where versions are counted anew."""
import sys

import mlflow
import numpy
from mlflow import MlflowClient

client = MlflowClient()
rows = numpy.array([[0.0], [1.0], [2.0], [3.0]])
versions = {v.version: v for v in client.search_model_versions("name = 'line'")}
last = "4" if "counted" in sys.argv else "5"
assert sorted(versions) == ["1", "2", "3", last], versions
assert versions["1"].current_stage == "Production" and versions[last].source == "s3://there/line", versions
assert versions["2"].description == "the second\nof all" and versions["2"].tags["a/b"] == "c", versions
model = client.get_registered_model("line")
assert (model.description, model.tags["team"], model.aliases) == ("it's \"straight\"", "a", {"champion": "2"}), model
assert client.get_run(versions["1"].run_id).info.status == "FINISHED"
for uri in ["line/1", "line/2", "line/3", "line@champion", "line/Production", "line's copy/1"]:
    assert abs(mlflow.pyfunc.load_model(f"models:/{uri}").predict(rows)[3] - 3) < 1e-9, uri
if last == "5":
    # A prompt is of no run.
    assert mlflow.genai.load_prompt("prompts:/greeting/1").format(name="you") == "Hello you"
