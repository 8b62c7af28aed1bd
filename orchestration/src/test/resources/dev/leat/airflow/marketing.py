# An Airflow DAG, written by Leat from a flow: change that file, not this one, and then: leat dag generate
# sha256:194b21d6aa245e3fdcaed71f942f5970ca8a3d0ce69f42fc58c4014f2c432095
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, Asset, CronTriggerTimetable, RetryDecision, RetryPolicy, TaskGroup, macros
from airflow.sdk.timezone import datetime, utc


class ByExitCode(RetryPolicy):
    """Another try can help when an outside system failed, and not when a file, an approval or the data is wrong."""

    def evaluate(self, exception, try_number, max_tries, context=None):
        if any(f"exit code {code}." in str(exception) for code in (2, 3, 5)):
            return RetryDecision.fail("another try cannot help: see what Leat says in the log")
        return RetryDecision.default()


class Leat(BashOperator):
    """A step of a run. Airflow renders its constant environment and nothing else."""

    template_fields = ("env",)


with DAG(
    dag_id="leat.marketing-warehouse.marketing",
    dag_display_name="Marketing",
    description="marketing_api to warehouse",
    doc_md=(
        "The flow Marketing of workspace marketing-warehouse, from marketing\\_api to warehouse. Written by Leat from flows/marketing.yaml; change that file, not this DAG.\n"
        "\n"
        "In the workspace, what is where:\n"
        "\n"
        "- leat status Marketing\n"
        "\n"
        "A task failed with exit code 3, as an approval is missing or stale: why, and then review and approve.\n"
        "\n"
        "- leat plan Marketing\n"
        "- leat map review Campaigns\n"
        "- leat map approve Campaigns --by YOU\n"
        "- leat map review 'Daily Spend'\n"
        "- leat map approve 'Daily Spend' --by YOU\n"
        "- leat map review 'Spend History'\n"
        "- leat map approve 'Spend History' --by YOU\n"
        "\n"
        "Records failed: why, and another try.\n"
        "\n"
        "- leat backlog explain Campaigns\n"
        "- leat backlog replay Campaigns\n"
        "- leat backlog explain 'Daily Spend'\n"
        "- leat backlog replay 'Daily Spend'\n"
        "- leat backlog explain 'Spend History'\n"
        "- leat backlog replay 'Spend History'\n"
        "\n"
        "A destination is to be written again from the lake:\n"
        "\n"
        "- leat state rewind PIPELINE --to beginning --dry-run\n"
        "\n"
        "Other DAGs follow the destinations by these assets:\n"
        "\n"
        "- Asset\\(\"marketing-warehouse/warehouse/marketing.campaigns\"\\)\n"
        "- Asset\\(\"marketing-warehouse/warehouse/marketing.daily\\_spend\"\\)\n"
        "- Asset\\(\"marketing-warehouse/warehouse/marketing.spend\\_history\"\\)\n"
    ),
    schedule=CronTriggerTimetable("0 3 * * *", timezone="UTC", run_immediately=False),
    start_date=datetime(2026, 11, 1, 0, 0, 0, tzinfo=utc),
    catchup=True,
    max_active_runs=1,
    is_paused_upon_creation=True,
    tags=["leat", "marketing-warehouse", "marketing", "daily load", "sha256:194b21d6aa245e3f"],
    default_args={
        "owner": "leat",
        "retries": 3,
        "retry_policy": ByExitCode(),
        "retry_delay": macros.timedelta(seconds=30),
        "retry_exponential_backoff": 2,
        "max_retry_delay": macros.timedelta(seconds=600),
        "execution_timeout": macros.timedelta(seconds=7200),
        "env": {"LEAT_RUN": "{{ dag_run.run_after.isoformat() }} {{ dag_run.run_id }}", "LEAT_CAUSE": "{{ dag_run.run_type }}", "LC_ALL": "C.UTF-8"},
        "append_env": True,
        "skip_on_exit_code": 99,
        "do_xcom_push": False,
    },
):
    preflight = Leat(task_id="preflight", bash_command="exec /opt/leat/leat run '--workspace=/srv/marketing warehouse' --step=preflight --master=spark://spark:7077 --conf=spark.cores.max=8 --conf=spark.executor.memory=4g --run=\"$LEAT_RUN \"marketing --cause=\"$LEAT_CAUSE\" -- Marketing")

    with TaskGroup(group_id="campaigns", group_display_name="Campaigns", tooltip="campaigns to marketing.campaigns"):
        capture_0 = Leat(task_id="capture", bash_command="exec /opt/leat/leat run '--workspace=/srv/marketing warehouse' --step=capture --pipeline=Campaigns --nothing-new-exit=99 --master=spark://spark:7077 --conf=spark.cores.max=8 --conf=spark.executor.memory=4g --run=\"$LEAT_RUN \"marketing --cause=\"$LEAT_CAUSE\" -- Marketing", pool="leat.marketing-warehouse.marketing_api")
        materialize = Leat(task_id="materialize", bash_command="exec /opt/leat/leat run '--workspace=/srv/marketing warehouse' --step=materialize --pipeline=Campaigns --nothing-new-exit=99 --master=spark://spark:7077 --conf=spark.cores.max=8 --conf=spark.executor.memory=4g --run=\"$LEAT_RUN \"marketing --cause=\"$LEAT_CAUSE\" -- Marketing", trigger_rule="none_failed", outlets=[Asset("marketing-warehouse/warehouse/marketing.campaigns")], pool="leat.marketing-warehouse.warehouse")
        reconcile = Leat(task_id="reconcile", bash_command="exec /opt/leat/leat run '--workspace=/srv/marketing warehouse' --step=reconcile --pipeline=Campaigns --nothing-new-exit=99 --master=spark://spark:7077 --conf=spark.cores.max=8 --conf=spark.executor.memory=4g --run=\"$LEAT_RUN \"marketing --cause=\"$LEAT_CAUSE\" -- Marketing", pool="leat.marketing-warehouse.warehouse")
        preflight >> capture_0 >> materialize >> reconcile

    with TaskGroup(group_id="daily-spend", group_display_name="Daily Spend", tooltip="daily_spend to marketing.daily_spend"):
        capture_1 = Leat(task_id="capture", bash_command="exec /opt/leat/leat run '--workspace=/srv/marketing warehouse' --step=capture '--pipeline=Daily Spend' --nothing-new-exit=99 --master=spark://spark:7077 --conf=spark.cores.max=8 --conf=spark.executor.memory=4g --run=\"$LEAT_RUN \"marketing --cause=\"$LEAT_CAUSE\" -- Marketing", pool="leat.marketing-warehouse.marketing_api")
        materialize = Leat(task_id="materialize", bash_command="exec /opt/leat/leat run '--workspace=/srv/marketing warehouse' --step=materialize '--pipeline=Daily Spend' --nothing-new-exit=99 --master=spark://spark:7077 --conf=spark.cores.max=8 --conf=spark.executor.memory=4g --run=\"$LEAT_RUN \"marketing --cause=\"$LEAT_CAUSE\" -- Marketing", trigger_rule="none_failed", outlets=[Asset("marketing-warehouse/warehouse/marketing.daily_spend")], pool="leat.marketing-warehouse.warehouse")
        reconcile = Leat(task_id="reconcile", bash_command="exec /opt/leat/leat run '--workspace=/srv/marketing warehouse' --step=reconcile '--pipeline=Daily Spend' --nothing-new-exit=99 --master=spark://spark:7077 --conf=spark.cores.max=8 --conf=spark.executor.memory=4g --run=\"$LEAT_RUN \"marketing --cause=\"$LEAT_CAUSE\" -- Marketing", pool="leat.marketing-warehouse.warehouse")
        preflight >> capture_1 >> materialize >> reconcile

    with TaskGroup(group_id="spend-history", group_display_name="Spend History", tooltip="daily_spend to marketing.spend_history"):
        materialize = Leat(task_id="materialize", bash_command="exec /opt/leat/leat run '--workspace=/srv/marketing warehouse' --step=materialize '--pipeline=Spend History' --nothing-new-exit=99 --master=spark://spark:7077 --conf=spark.cores.max=8 --conf=spark.executor.memory=4g --run=\"$LEAT_RUN \"marketing --cause=\"$LEAT_CAUSE\" -- Marketing", trigger_rule="none_failed", outlets=[Asset("marketing-warehouse/warehouse/marketing.spend_history")], pool="leat.marketing-warehouse.warehouse")
        reconcile = Leat(task_id="reconcile", bash_command="exec /opt/leat/leat run '--workspace=/srv/marketing warehouse' --step=reconcile '--pipeline=Spend History' --nothing-new-exit=99 --master=spark://spark:7077 --conf=spark.cores.max=8 --conf=spark.executor.memory=4g --run=\"$LEAT_RUN \"marketing --cause=\"$LEAT_CAUSE\" -- Marketing", pool="leat.marketing-warehouse.warehouse")
        capture_1 >> materialize >> reconcile
