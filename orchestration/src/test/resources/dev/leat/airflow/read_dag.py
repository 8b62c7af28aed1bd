"""What a DAG file says, without running it: its literals as JSON. Fails when it holds anything else than every DAG file of Leat."""
import ast
import json
import sys

tree = ast.parse(open(sys.argv[1], encoding="ascii").read())
imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
withs = [node for node in tree.body if isinstance(node, ast.With)]
assert len(imports) + len(classes) + len(withs) == len(tree.body) and len(withs) == 1, "other statements"
assert all(node.module.split(".")[0] == "airflow" for node in imports), "other imports"
assert sorted(node.name for node in classes) == ["ByExitCode", "Leat"], "other classes"


def literal(node):
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def calls(name):
    return [node for node in ast.walk(withs[0]) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name]


allowed = {"DAG", "Leat", "TaskGroup", "Asset", "ByExitCode", "CronTriggerTimetable", "datetime", "timedelta"}
found = {getattr(node.func, "id", getattr(node.func, "attr", "?")) for node in ast.walk(withs[0]) if isinstance(node, ast.Call)}
assert found <= allowed, found - allowed
print(json.dumps({
    "dag": {keyword.arg: literal(keyword.value) for keyword in calls("DAG")[0].keywords},
    "tasks": [{keyword.arg: literal(keyword.value) for keyword in call.keywords} for call in calls("Leat")],
    "groups": [{keyword.arg: literal(keyword.value) for keyword in call.keywords} for call in calls("TaskGroup")],
    "assets": [literal(call.args[0]) for call in calls("Asset")],
}))
