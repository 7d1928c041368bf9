"""A program that traces: the server takes no traces, and the program goes on."""
import mlflow


@mlflow.trace
def double(x):
    return 2 * x


with mlflow.start_run(run_name="traced"):
    with mlflow.start_span("outer"):
        mlflow.log_metric("double", double(21))
print("went on")
