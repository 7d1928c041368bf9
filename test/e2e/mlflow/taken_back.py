import mlflow

with mlflow.start_run(run_name='first', tags={'stage': 'dev', 'kept': 'yes'}) as run:
    mlflow.set_tag('late', 'x')
    mlflow.delete_tag('stage')
    mlflow.delete_tag('late')
    mlflow.set_tag('mlflow.note.content', 'what it is for')
    mlflow.MlflowClient().update_run(run.info.run_id, name='second')
