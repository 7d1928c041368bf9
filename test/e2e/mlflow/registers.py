"""Registers what it has logged, in all ways that a version can say where it is."""
import os

os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"

import mlflow
import numpy
from mlflow import MlflowClient
from sklearn.linear_model import LinearRegression

client = MlflowClient()
rows = numpy.array([[0.0], [1.0], [2.0], [3.0]] * 5)
mlflow.set_experiment("registers")
with mlflow.start_run() as run:
    model = LinearRegression().fit(rows, rows[:, 0])
    mlflow.sklearn.log_model(model, name="line", registered_model_name="line")
    mlflow.sklearn.save_model(model, "saved")
    mlflow.log_artifacts("saved", "by hand/saved")
id = run.info.run_id
mlflow.register_model(f"runs:/{id}/line", "line", tags={"a/b": "c"})
top = run.info.artifact_uri
client.create_model_version("line", f"{top}/by hand/saved", id)
client.create_model_version("line", "s3://gone/line")
client.create_model_version("line", "s3://there/line")
client.delete_model_version("line", "4")
client.update_model_version("line", "2", "the second\nof all")
client.update_registered_model("line", "it's \"straight\"")
client.set_registered_model_alias("line", "champion", "2")
client.set_registered_model_tag("line", "team", "a")
client.transition_model_version_stage("line", "1", "Production")
client.copy_model_version("models:/line/1", "line's copy")
mlflow.genai.register_prompt("greeting", "Hello {{name}}")
