"""Loads what registers.py has registered, wherever it has been brought."""
import mlflow
import numpy
from mlflow import MlflowClient

client = MlflowClient()
rows = numpy.array([[0.0], [1.0], [2.0], [3.0]])
versions = {v.version: v for v in client.search_model_versions("name = 'line'")}
assert sorted(versions) == ["1", "2", "3", "5"], versions
assert versions["1"].current_stage == "Production" and versions["5"].source == "s3://there/line", versions
assert versions["2"].description == "the second\nof all" and versions["2"].tags == {"a/b": "c"}, versions
model = client.get_registered_model("line")
assert (model.description, model.tags, model.aliases) == ("it's \"straight\"", {"team": "a"}, {"champion": "2"}), model
assert client.get_run(versions["1"].run_id).info.status == "FINISHED"
for uri in ["line/1", "line/2", "line/3", "line@champion", "line/Production", "line's copy/1"]:
    assert abs(mlflow.pyfunc.load_model(f"models:/{uri}").predict(rows)[3] - 3) < 1e-9, uri
assert mlflow.genai.load_prompt("prompts:/greeting/1").format(name="you") == "Hello you"
