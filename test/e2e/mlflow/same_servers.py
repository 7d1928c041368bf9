"""Prints what two servers tell differently of their runs, but for the ids that they give: same_servers.py ONE OTHER [PART...]"""
import json
import sys

from mlflow import MlflowClient
from mlflow.entities import ViewType


def files(found, path=None):
    for file in found(path):
        yield from files(found, file.path) if file.is_dir else [(file.path, file.file_size or 0)]


def own(tags, names):
    tags = {key: value for key, value in tags.items() if not key.startswith("gitrun.")}
    return {key: names.get(value, value) for key, value in tags.items()}


def point(m, names, more=()):
    return [m.key, str(m.value), m.timestamp, m.step, *(names.get(one, one) for one in more)]


def tell(uri):
    client, told, names = MlflowClient(uri), {}, {}
    experiments = client.search_experiments(view_type=ViewType.ALL)
    runs = {e.name: client.search_runs([e.experiment_id], run_view_type=ViewType.ALL) for e in experiments}
    models = [m for e in experiments for m in client.search_logged_models([e.experiment_id])]
    names |= {run.info.run_id: run.info.run_name for all in runs.values() for run in all}
    names |= {model.model_id: model.name for model in models}
    for e in experiments:
        told[f"experiment {e.name}"] = {"experiment": [e.lifecycle_stage, own(e.tags, names)]}
    for experiment, all in runs.items():
        for run in all:
            id = run.info.run_id
            # Searches leave out models that were read.
            run = client.get_run(id)
            info, data = run.info, run.data
            told[f"run {experiment}/{info.run_name}"] = {
                "info": [info.status, info.start_time, info.end_time, info.lifecycle_stage, info.user_id],
                "params": data.params,
                "tags": own(data.tags, names),
                "metrics": [point(m, {}) for key in sorted(data.metrics) for m in client.get_metric_history(id, key)],
                "inputs": [i.to_dictionary() for i in run.inputs.dataset_inputs],
                "models": [names.get(m.model_id) for m in run.inputs.model_inputs],
                "outputs": [(names.get(m.model_id), m.step) for m in run.outputs.model_outputs],
                "files": sorted(files(lambda path: client.list_artifacts(id, path))),
            }
    for m in models:
        told[f"model {m.name}"] = {
            "model": [m.model_type, str(m.status), names.get(m.source_run_id), m.params, own(m.tags, names)],
            "model metrics": sorted(point(x, names, [x.run_id, x.dataset_name, x.dataset_digest]) for x in m.metrics or []),
        }
    return told


def some(record):
    return {part: record[part] for part in record or {} if part in sys.argv[3:] or not sys.argv[3:]}


one, other = (tell(uri) for uri in sys.argv[1:3])
for what in sorted({*one, *other}):
    if some(one.get(what)) != some(other.get(what)):
        print(what, json.dumps(some(one.get(what))), json.dumps(some(other.get(what))), sep="\n  ")
print(len(one), "things")
