"""The model registry: models that were logged by hand and by autolog, registered, found, promoted, loaded, renamed."""
import json
from concurrent.futures import ThreadPoolExecutor

import mlflow
import numpy
from mlflow import MlflowClient
from sklearn.linear_model import LinearRegression, LogisticRegression

from first_run import refused

client = MlflowClient()
mlflow.set_experiment("registry")
rows = numpy.array([[0.0], [1.0], [2.0], [3.0]] * 5)
labels = numpy.array([0, 0, 1, 1] * 5)


def versions(text=""):
    return [(v.name, v.version) for v in client.search_model_versions(text)]


def models(text=None, **more):
    return [m.name for m in client.search_registered_models(text, **more)]


# Registered as it is logged, and by hand from what autolog has logged.
with mlflow.start_run() as first:
    mlflow.sklearn.log_model(LinearRegression().fit(rows, rows[:, 0]), name="line", registered_model_name="line")
mlflow.sklearn.autolog()
with mlflow.start_run() as second:
    LogisticRegression().fit(rows, labels)
mlflow.sklearn.autolog(disable=True)
[logged] = mlflow.search_logged_models([second.info.experiment_id], f"source_run_id = '{second.info.run_id}'", output_format="list")
made = mlflow.register_model(f"models:/{logged.model_id}", "sorter", tags={"from": "autolog"})
assert (made.name, made.version, made.run_id, made.status) == ("sorter", "1", second.info.run_id, "READY"), made
told = json.loads(mlflow.get_logged_model(logged.model_id).tags["mlflow.modelVersions"])
assert [one["name"] for one in told] == ["sorter"], told
again = mlflow.register_model(f"runs:/{second.info.run_id}/model", "sorter")
assert again.version == "2", again
third = client.create_model_version("sorter", f"runs:/{first.info.run_id}/line", first.info.run_id, description="a line")
assert third.version == "3" and third.description == "a line"

# Found.
assert models() == ["line", "sorter"], models()
assert models("name LIKE 'l%'") == ["line"]
assert models(order_by=["name DESC"]) == ["sorter", "line"]
page = client.search_registered_models(max_results=1)
assert page.token and [m.name for m in client.search_registered_models(max_results=1, page_token=page.token)] == ["sorter"]
assert sorted(versions("name = 'sorter'")) == [("sorter", "1"), ("sorter", "2"), ("sorter", "3")]
assert sorted(versions(f"run_id = '{first.info.run_id}'")) == [("line", "1"), ("sorter", "3")]
assert versions("name = 'sorter' and version_number > 2") == [("sorter", "3")]
assert versions("tags.`from` = 'autolog'") == [("sorter", "1")]
refused(lambda: client.search_registered_models("size > 1"), "Invalid attribute key")

# Tags, descriptions, aliases and stages.
client.set_registered_model_tag("sorter", "team", "a")
client.set_registered_model_tag("sorter", "gone", "1")
client.delete_registered_model_tag("sorter", "gone")
client.update_registered_model("sorter", "sorts numbers")
model = client.get_registered_model("sorter")
assert model.tags == {"team": "a"} and model.description == "sorts numbers", model
assert models("tags.team = 'a'") == ["sorter"]
client.set_model_version_tag("sorter", "1", "checked", "yes")
client.update_model_version("sorter", "1", "the first")
found = client.get_model_version("sorter", "1")
assert found.tags["checked"] == "yes" and found.description == "the first", found
client.delete_model_version_tag("sorter", "1", "checked")
assert "checked" not in client.get_model_version("sorter", "1").tags
client.set_registered_model_alias("sorter", "champion", "1")
assert client.get_model_version_by_alias("sorter", "champion").version == "1"
assert client.get_registered_model("sorter").aliases == {"champion": "1"}
client.set_registered_model_alias("sorter", "champion", "2")
assert client.get_model_version("sorter", "2").aliases == ["champion"]
refused(lambda: client.set_registered_model_alias("sorter", "latest", "1"), "is reserved")
refused(lambda: client.get_model_version_by_alias("sorter", "nobody"), "not found")
client.transition_model_version_stage("sorter", "1", "Production")
client.transition_model_version_stage("sorter", "2", "production", archive_existing_versions=True)
stages = {v.version: v.current_stage for v in client.search_model_versions("name = 'sorter'")}
assert stages == {"1": "Archived", "2": "Production", "3": "None"}, stages
assert [v.version for v in client.get_latest_versions("sorter", ["Production"])] == ["2"]
refused(lambda: client.transition_model_version_stage("sorter", "1", "Nowhere"), "Invalid Model Version stage")

# Loaded: by number, alias and stage.
for uri in ["models:/sorter/1", "models:/sorter@champion", "models:/sorter/Production"]:
    assert list(mlflow.sklearn.load_model(uri).predict(rows[:4])) == [0, 0, 1, 1], uri
for uri in ["models:/line/1", "models:/sorter/3", "models:/sorter/latest"]:
    assert abs(mlflow.pyfunc.load_model(uri).predict(rows[:4])[3] - 3) < 1e-9, uri
assert client.get_model_version_download_uri("line", "1").startswith("mlflow-artifacts:/")
copied = client.copy_model_version("models:/sorter@champion", "copied")
assert list(mlflow.sklearn.load_model("models:/copied/1").predict(rows[:4])) == [0, 0, 1, 1]

# Renamed and deleted.
client.rename_registered_model("line", "straight")
assert abs(mlflow.pyfunc.load_model("models:/straight/1").predict(rows[:4])[3] - 3) < 1e-9
refused(lambda: client.get_registered_model("line"), "not found")
refused(lambda: client.rename_registered_model("straight", "sorter"), "already exists")
refused(lambda: client.create_registered_model("sorter"), "already exists")
client.delete_model_version("sorter", "2")
refused(lambda: client.get_model_version("sorter", "2"), "not found")
assert client.get_registered_model("sorter").aliases == {}
assert mlflow.register_model(f"models:/{logged.model_id}", "sorter").version == "4"
client.delete_registered_model("copied")
assert models() == ["sorter", "straight"], models()
refused(lambda: client.create_model_version("sorter", "/etc/passwd"), "Invalid model version source")
refused(lambda: client.create_model_version("sorter", "mlflow-artifacts:/0/%2e%2e/x"), "Invalid model version source")

# Many at once have numbers of their own.
client.create_registered_model("busy")
with ThreadPoolExecutor(8) as pool:
    many = list(pool.map(lambda at: client.create_model_version("busy", f"s3://there/{at}").version, range(16)))
assert sorted(map(int, many)) == list(range(1, 17)), many
assert client.get_model_version_download_uri("busy", many[3]) == "s3://there/3"
client.delete_registered_model("busy")

# Prompts are kept as models are, and found by who asks for them.
mlflow.genai.register_prompt("greeting", "Hello {{name}}")
assert mlflow.genai.load_prompt("prompts:/greeting/1").format(name="you") == "Hello you"
assert models() == ["sorter", "straight"] and [p.name for p in mlflow.genai.search_prompts()] == ["greeting"]
print(logged.model_id)
