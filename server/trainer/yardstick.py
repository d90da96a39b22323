"""Runs the methods of a yardstick on Penprint's folds.

python yardstick.py YARDSTICK            says as one JSON line what is missing
python yardstick.py YARDSTICK TASK.json  scores; one JSON line for each author, profile size, length and method

YARDSTICK is a folder with yardstick.py, which defines LR, Delta, cosine and TfidfVectorizer; its own main() is not run.
TASK.json is a YardstickTask of server/core/stylebench/yardstickTask.ts. A line is
{"method", "author", "posts", "words", "own", "foreign", "intruders"}: scores, higher = more like the author.
"""

import ast
import importlib.util
import json
import os
import sys

NEEDED = ("LR", "Delta", "cosine", "TfidfVectorizer")
# As in the yardstick: passages of a post that is learned from, and of an author.
PASSAGES_A_POST = 6
PASSAGES_EACH = 300
# Of another author of the group, for the classifier that has seen them.
SEEN_EACH = 100


def imports(tree):
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def missing_packages(tree, folder):
    return sorted(
        name
        for name in set(imports(tree))
        if not os.path.exists(os.path.join(folder, name + ".py"))
        and not os.path.isdir(os.path.join(folder, name))
        and importlib.util.find_spec(name) is None
    )


def is_run(node):
    """A statement that starts the script: `main()`, bare or under `if __name__ == ...`."""
    if isinstance(node, ast.If):
        return "__name__" in ast.dump(node.test)
    return isinstance(node, ast.Expr) and "id='main'" in ast.dump(node.value)


def definitions(tree, file):
    tree.body = [node for node in tree.body if not is_run(node)]
    names = {"__name__": "yardstick", "__file__": file}
    sys.argv = [file]
    exec(compile(tree, file, "exec"), names)
    return names


def shared_parts(names, group, background):
    """What all authors of a topic group have in common at one length."""
    letters = names["TfidfVectorizer"](
        analyzer="char", ngram_range=(3, 3), max_features=3000, lowercase=True
    )
    Delta = names["Delta"]
    return {
        "letters": letters.fit(group),
        "delta": Delta(group),
        "delta_bg": Delta(background),
        "delta_bg500": Delta(background, 500),
    }


def methods(names, seed, learned, others, background, shared, is_whole):
    """By name, a function from texts to scores. The small profiles are scored by what a product could ship alone."""
    np = importlib.import_module("numpy")
    LR, cosine, letters = names["LR"], names["cosine"], shared["letters"]
    whole = letters.transform([" ".join(learned)])

    def cosine_delta(delta):
        centre = delta.z(learned).mean(0)

        def score(texts):
            z = delta.z(texts)
            return (z @ centre) / (np.linalg.norm(z, axis=1) * np.linalg.norm(centre) + 1e-9)

        return score

    found = {
        "cos3": lambda texts: cosine(letters.transform(texts), whole),
        "cosdelta_bg": cosine_delta(shared["delta_bg"]),
        "cosdelta_bg500": cosine_delta(shared["delta_bg500"]),
        "lr_bg": LR(learned, background, seed),
    }
    if is_whole:
        delta = shared["delta"]
        centre = delta.z(learned).mean(0)
        found["delta"] = lambda texts: -np.abs(delta.z(texts) - centre).mean(1)
        found["cosdelta"] = cosine_delta(delta)
        found["lr_seen"] = LR(learned, others, seed)
    return found


def learned_passages(posts):
    return [text for post in posts for text in post[:PASSAGES_A_POST]][:PASSAGES_EACH]


def run(names, task):
    for l, words in enumerate(task["lengths"]):
        all_learned = [learned_passages(author["learned"][l]) for author in task["authors"]]
        background = task["background"][l]
        group = [text for texts in all_learned for text in texts]
        if not group or not background:
            continue
        shared = shared_parts(names, group, background)
        for at, author in enumerate(task["authors"]):
            own = author["tests"][l]
            foreign = [t for i, a in enumerate(task["authors"]) if i != at for t in a["tests"][l]]
            others = [t for i, texts in enumerate(all_learned) if i != at for t in texts[:SEEN_EACH]]
            sets = author["intruders"] if l == 0 else []
            flat = [text for one in sets for text in one]
            for posts in task["sizes"]:
                notes = author["learned"][l]
                if len(notes) < posts:
                    continue
                learned = learned_passages(notes[:posts] if posts else notes)
                if len(learned) < 3 or not own or not foreign or not others:
                    continue
                found = methods(
                    names, task["seed"], learned, others, background, shared, not posts
                )
                for method, score in found.items():
                    scores = [float(value) for value in score(own + foreign + flat)]
                    rest = scores[len(own) + len(foreign) :]
                    line = {
                        "method": method,
                        "author": author["name"],
                        "posts": posts,
                        "words": words,
                        "own": scores[: len(own)],
                        "foreign": scores[len(own) : len(own) + len(foreign)],
                        "intruders": [rest[i : i + 6] for i in range(0, len(rest), 6)],
                    }
                    print(json.dumps(line), flush=True)


def main():
    folder = sys.argv[1]
    task = sys.argv[2] if len(sys.argv) > 2 else None
    file = os.path.join(folder, "yardstick.py")
    with open(file, encoding="utf8") as opened:
        tree = ast.parse(opened.read(), file)
    missing = missing_packages(tree, folder)
    undefined = []
    if not missing:
        names = definitions(tree, file)
        undefined = [name for name in NEEDED if name not in names]
    if task is None or missing or undefined:
        print(json.dumps({"missing": missing, "undefined": undefined}))
        return
    with open(task, encoding="utf8") as opened:
        run(names, json.load(opened))


main()
