"""What registry.py has registered, when its runs are commits; the id of a logged model is the argument."""
import sys

import mlflow
import numpy
from mlflow import MlflowClient

client = MlflowClient()
rows = numpy.array([[0.0], [1.0], [2.0], [3.0]])
made = mlflow.register_model(f"models:/{sys.argv[1]}", "sorter")
assert made.version == "5", made
assert "mlflow.modelVersions" in mlflow.get_logged_model(sys.argv[1]).tags
client.set_registered_model_alias("sorter", "champion", made.version)
for uri in ["models:/sorter/1", "models:/sorter@champion"]:
    assert list(mlflow.sklearn.load_model(uri).predict(rows)) == [0, 0, 1, 1], uri
assert abs(mlflow.pyfunc.load_model("models:/straight/1").predict(rows)[3] - 3) < 1e-9
