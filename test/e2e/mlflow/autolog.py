"""scikit-learn, logged by itself; a model saved and loaded again."""
import mlflow
import numpy
from mlflow import MlflowClient
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV

client = MlflowClient()
mlflow.set_experiment("autolog")
mlflow.sklearn.autolog()
rows = numpy.array([[0.0], [1.0], [2.0], [3.0]] * 5)
labels = numpy.array([0, 0, 1, 1] * 5)
with mlflow.start_run() as run:
    LogisticRegression(C=0.5).fit(rows, labels)
data = client.get_run(run.info.run_id).data
assert data.params["C"] == "0.5" and data.metrics["training_accuracy_score"] == 1.0, data
assert data.tags["estimator_name"] == "LogisticRegression"
names = {file.path for file in client.list_artifacts(run.info.run_id)}
assert "estimator.html" in names and "mlflow.ndjson" not in names, names
[model] = mlflow.search_logged_models([run.info.experiment_id], output_format="list")
loaded = mlflow.sklearn.load_model(f"models:/{model.model_id}")
assert list(loaded.predict(rows[:4])) == [0, 0, 1, 1]
loaded = mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/model")
assert list(loaded.predict(rows[:4])) == [0, 0, 1, 1]

with mlflow.start_run() as search:
    GridSearchCV(LogisticRegression(), {"C": [0.1, 1.0, 10.0]}, cv=2).fit(rows, labels)
children = client.search_runs([run.info.experiment_id], f"tags.mlflow.parentRunId = '{search.info.run_id}'")
assert len(children) == 3, children
mlflow.sklearn.autolog(disable=True)
