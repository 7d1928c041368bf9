"""What the real client waits for, by two servers in turn: client.py ROUNDS CALLS URL URL prints milliseconds a call, a pair a round."""
import json
import sys
import time

from mlflow import MlflowClient

rounds, calls = int(sys.argv[1]), int(sys.argv[2])
clients = [MlflowClient(tracking_uri=url) for url in sys.argv[3:]]
runs = [client.create_run('0').info.run_id for client in clients]


def log_metrics(client, run_id, first):
    begun = time.perf_counter()
    for step in range(first, first + calls):
        client.log_metric(run_id, 'loss', 1 / (step + 1), step=step)
    return (time.perf_counter() - begun) * 1000 / calls


pairs = [[log_metrics(client, run, n * calls) for client, run in zip(clients, runs)] for n in range(rounds)]
for client, run in zip(clients, runs):
    client.set_terminated(run)
print(json.dumps(pairs))
