"""The program that people begin with: one run, a param, a metric, a file."""
import mlflow

mlflow.set_experiment('ml-pipeline-versioning')
with mlflow.start_run(run_name='version_1') as run:
    mlflow.log_param('param1', 'value1')
    mlflow.log_metric('accuracy', 0.92)
    with open('model.pkl', 'wb') as f:
        f.write(b'Model binary data')
    mlflow.log_artifact('model.pkl')
print(f"Run ID: {run.info.run_id} logged with accuracy 0.92")
