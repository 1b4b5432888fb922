#!/usr/bin/env python3
"""Try what the pages tell a reader to type: `python .ci/commands.py` where `jointdit` is installed; `--parse` leaves out the first part.

1. Each shell line of README.md is run in an empty folder that holds the package's assets as a clone does, in the order of the page, with fewer training
   steps where `SHORTER` says so, and each Python block too. Lines that need a network, a GPU or another machine (`ELSEWHERE`) are only parsed.
2. Each `jointdit` line of README.md, of the tutorials' shell blocks and of the bundled configurations' comments is parsed by the command line
   itself: a command, an option or a configuration key that does not exist, or an unquoted bracket (zsh refuses it), is a failure.
Exit 1 with the failures otherwise."""
import json, os, re, shlex, subprocess, sys, tempfile
from pathlib import Path

top = Path(__file__).resolve().parent.parent
ELSEWHERE = ('git clone', 'python3 -m venv', 'pip install', 'nbdev_test', 'export ', 'jointdit fetch', 'accelerate launch', '--video-expert svd')
SHORTER = {'train tiny-fine-tune': ' loop.steps=2 loop.warmup=1 loop.ema=0 watch.sample_every=0', 'generate --video': ' --steps 3', '--audio ball': ' --steps 3'}


def blocks(text, language):
    return [m[1] for m in re.finditer(rf'^```{language}[^\n]*\n(.*?)^```', text, re.M | re.S)]


def lines(block):
    "The commands of a shell block: continued lines joined, comments and prompts taken away."
    joined = re.sub(r'\\\n\s*', '', block)
    return [line for line in (re.sub(r'(^|\s)#.*$', '', x).removeprefix('$ ').strip() for x in joined.splitlines()) if line]


def commands(line):
    "The words of each `jointdit ...` in a line, also behind `accelerate launch`."
    found = []
    for part in re.split(r'&&|\|\||;|\|', line):
        words = shlex.split(part.replace('$(which jointdit)', 'jointdit'))
        at = next((i for i, w in enumerate(words) if w.split('/')[-1] in ('jointdit', 'jointdit.cli')), None)
        if at is not None and (at == 0 or words[0] in ('accelerate', 'torchrun', 'srun', 'python', 'python3') or '=' in words[0]): found.append(words[at + 1:])
    return found


def parse(words):
    "Raise an exception, whose text says why, where the command line would not take these words."
    from typer.main import get_command
    from jointdit.cli import app
    group = get_command(app)
    if not words or words[0].startswith('-'): return
    if words[0] not in group.commands: raise ValueError(f'there is no command {words[0]!r}')
    context = group.commands[words[0]].make_context(words[0], words[1:])
    if words[0] == 'train' and context.params.get('config') not in (None, 'tiny', 'short', 'smoke') and not context.params['config'].startswith(('runs/', '~')):
        from jointdit.config import config_names, load_config
        changes = [c for c in context.params.get('change') or [] if not c.startswith(('data.', 'out=', 'after='))]
        if context.params['config'] in config_names(): load_config(context.params['config'], changes)


def pages():
    "(page, line) of every shell line that a reader is shown."
    yield from (('README.md', line) for block in blocks((top/'README.md').read_text(encoding='utf-8'), 'sh') for line in lines(block))
    for page in sorted((top/'nbs').rglob('*.ipynb')):
        if '_proc' in page.parts or 'checkpoint' in page.name: continue
        for cell in json.loads(page.read_text(encoding='utf-8'))['cells']:
            if cell['cell_type'] == 'markdown': yield from ((page.name, line) for kind in ('sh', 'bash') for block in blocks(''.join(cell['source']), kind) for line in lines(block))
    for page in sorted((top/'jointdit/assets/configs').glob('*.yaml')):
        yield from ((page.name, m[1]) for m in re.finditer(r'^#\s+((?:accelerate launch .*)?jointdit .*)$', page.read_text(encoding='utf-8'), re.M))


def check_lines():
    failed, count = [], 0
    for page, line in pages():
        try:
            for words in commands(line):
                count += 1
                parse(words)
            if bare := re.search(r"""(?:^|\s)([\w.]+=\[[^\]']*\])""", line): raise ValueError(f"{bare[1]} has brackets that zsh takes for a pattern: quote it")
        except Exception as error: failed.append(f'{page}: {line}\n    {error.format_message() if hasattr(error, "format_message") else error}')
    print(f'{count} commands of the pages parsed, {len(failed)} wrong')
    return failed


def run_readme(room):
    text, failed = (top/'README.md').read_text(encoding='utf-8'), []
    (room/'jointdit').symlink_to(top/'jointdit')
    env = os.environ | dict(PYTHONDONTWRITEBYTECODE='1')
    work = [line for block in blocks(text, 'sh') for line in lines(block)]
    for line in work:
        line = re.sub(r'^pip install -e \S+ && (?=jointdit)', '', line)           # what was installed is what is tried
        if any(x in line for x in ELSEWHERE): print(f'parsed   {line}'); continue
        shorter = line + next((more for what, more in SHORTER.items() if what in line), '')
        done = subprocess.run(['bash', '-c', shorter], cwd=room, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
        print(f"{'ran' if done.returncode == 0 else 'FAILED':8} {shorter}", flush=True)
        if done.returncode: failed.append(f'README.md: {line}\n{done.stdout[-2000:]}')
    for block in blocks(text, 'python'):
        done = subprocess.run([sys.executable, '-c', block], cwd=room, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
        print(f"{'ran' if done.returncode == 0 else 'FAILED':8} {block.splitlines()[0]} ...", flush=True)
        if done.returncode: failed.append(f'README.md: {block}\n{done.stdout[-2000:]}')
    for made in ('outputs/demo.mp4', 'outputs/demo.png', 'ball.mp4', 'tuned.mp4', 'clip.mp4'):
        if not (room/made).is_file(): failed.append(f'README.md: its lines did not make {made}')
    return failed


if __name__ == '__main__':
    failed = check_lines()
    if '--parse' not in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as room: failed += run_readme(Path(room))
    if failed: sys.exit('\n'.join(failed))
