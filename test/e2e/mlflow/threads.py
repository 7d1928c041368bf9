"""Many threads, and logging that nobody waits for."""
from concurrent.futures import ThreadPoolExecutor

import mlflow
from mlflow import MlflowClient

client = MlflowClient()
mlflow.set_experiment("threads")
with mlflow.start_run() as run:
    id = run.info.run_id

    def work(thread):
        for step in range(50):
            client.log_metric(id, f"m{thread}", step, step=step)
        client.set_tag(id, f"t{thread}", "x")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    for step in range(200):
        mlflow.log_metric("async", step, step=step, synchronous=False)
    mlflow.flush_async_logging()
run = client.get_run(id)
assert {k: v for k, v in run.data.metrics.items()} == {**{f"m{i}": 49 for i in range(8)}, "async": 199}
assert len(client.get_metric_history(id, "async")) == 200
assert len(client.get_metric_history(id, "m3")) == 50


def child(number):
    created = client.create_run(run.info.experiment_id, run_name=f"child-{number}", tags={"mlflow.parentRunId": id})
    client.log_metric(created.info.run_id, "score", number)
    client.set_terminated(created.info.run_id)
    return created.info.run_id


with ThreadPoolExecutor(8) as pool:
    children = list(pool.map(child, range(16)))
assert len(set(children)) == 16
assert len(client.search_runs([run.info.experiment_id], "run_name LIKE 'child-%'")) == 16
